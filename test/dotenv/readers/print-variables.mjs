// Prints the environment that Bun or Deno made of a file.
const all = Object.entries(globalThis.Deno ? globalThis.Deno.env.toObject() : process.env)
console.log(JSON.stringify(Object.fromEntries(all.filter(([name]) => !/^(?:PATH$|DENO_)/.test(name)))))
