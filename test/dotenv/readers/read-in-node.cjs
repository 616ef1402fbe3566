// Prints what `util.parseEnv` finds in each text of a file of JSON lines. Runs on every Node under proof.
const { readFileSync } = require('node:fs')
const { parseEnv } = require('node:util')

for (const line of readFileSync(process.argv[2], 'utf8').trim().split('\n')) {
  console.log(JSON.stringify(parseEnv(JSON.parse(line))))
}
