/** Run by `npm version`, which has changed package.json and will commit and tag: files what is unreleased under the version. */
import { readFile, writeFile } from 'node:fs/promises'
import { withRelease } from './changelog.js'

const { version } = JSON.parse(await readFile('package.json', 'utf8'))
const today = new Date().toISOString().slice(0, 10)
await writeFile('CHANGELOG.md', withRelease(await readFile('CHANGELOG.md', 'utf8'), version, today))
