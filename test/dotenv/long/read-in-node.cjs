// Runs on every Node under proof. Prints how many texts `util.parseEnv` reads wrongly, or how many variables that
// `--env-file` has put into the environment are wrong.
const { readFileSync } = require('node:fs')
const { parseEnv } = require('node:util')

const [how, file] = process.argv.slice(2)
const canonical = values => JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))

if (how === 'parseEnv') {
  const cases = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
  console.log(cases.filter(({ text, values }) => canonical(parseEnv(text)) !== canonical(values)).length)
} else {
  const { values } = JSON.parse(readFileSync(file, 'utf8'))
  console.log(Object.entries(values).filter(([name, value]) => process.env[name] !== value).length)
}
