/**
 * Makes sure that CHANGELOG.md and package.json agree on a release:
 *
 *     tsx scripts/release.ts prepare          by `npm version`: files the unreleased changes under the new version
 *     tsx scripts/release.ts check v1.2.3     by the release workflow: refuses a tag that `npm version` did not make
 */
import { readFile, writeFile } from 'node:fs/promises'
import { sectionOf, withRelease } from './release/changelog.js'

const [command, tag = ''] = process.argv.slice(2)
const { version } = JSON.parse(await readFile('package.json', 'utf8'))
const changelog = await readFile('CHANGELOG.md', 'utf8')

if (command === 'prepare') {
  const today = new Date().toISOString().slice(0, 10)
  await writeFile('CHANGELOG.md', withRelease(changelog, version, today))
} else if (command === 'check') {
  const section = sectionOf(changelog, version)
  if (tag !== `v${version}`)
    fail(`The tag is ${tag || 'missing'}, but package.json says ${version}: tag by \`npm version\`.`)
  else if (section === '') fail(`CHANGELOG.md has no entry for ${version}: tag by \`npm version\`.`)
  else console.log(`${tag}\n\n${section}`)
} else fail('Usage: tsx scripts/release.ts prepare | check TAG')

function fail(message: string): void {
  console.error(message)
  process.exitCode = 1
}
