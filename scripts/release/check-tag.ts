/** Fails unless a tag is that of the version in package.json, and CHANGELOG.md tells of it: `npm run check:tag -- v1.2.3`. */
import { readFile } from 'node:fs/promises'
import { sectionOf } from './changelog.js'

const [tag = ''] = process.argv.slice(2)
const { version } = JSON.parse(await readFile('package.json', 'utf8'))
const told = sectionOf(await readFile('CHANGELOG.md', 'utf8'), version)

if (tag !== `v${version}`)
  fail(`The tag is ${tag || 'missing'}, and package.json says ${version}: tag by \`npm version\`.`)
else if (told === '') fail(`CHANGELOG.md tells nothing of ${version}: tag by \`npm version\`.`)
else console.log(`${tag}\n\n${told}`)

function fail(message: string): void {
  console.error(message)
  process.exitCode = 1
}
