// Prints how long it takes a cold process to import a package, in milliseconds.
const started = performance.now()
await import(process.argv[2])
console.log(performance.now() - started)
