// Prints what Next.js finds in each text of a file of JSON lines.
const { readFileSync } = require('node:fs')
const { processEnv, resetEnv } = require('@next/env')

const silent = { info() {}, error() {} }
for (const line of readFileSync(process.argv[2], 'utf8').trim().split('\n')) {
  const files = [{ path: '.env', contents: JSON.parse(line), env: {} }]
  const [, found] = processEnv(files, undefined, silent, true)
  console.log(JSON.stringify(found))
  // What it found is in the environment now, and would win over the next text.
  resetEnv()
}
