// Prints the environment that Bun or Deno made of a file.
const all = globalThis.Deno ? globalThis.Deno.env.toObject() : process.env
const { PATH, DENO_DIR, ...found } = all
console.log(JSON.stringify(found))
