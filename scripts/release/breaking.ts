/**
 * Compiles the type tests of the last release against the new build: `npm run check:breaking`. What they use and does
 * not compile any more is a break, unless the version or CHANGELOG.md says so.
 */
import { readFile } from 'node:fs/promises'
import { sectionOf } from './changelog.js'
import { lastRelease } from './last-release.js'
import { typeFaults } from './type-tests.js'

const folder = process.cwd()
const release = await lastRelease(folder)
if (release === undefined) {
  console.log('Nothing to compare with: no tag v*, and CHANGELOG.md tells of no release.')
} else {
  const { version, commit } = release
  const faults = await typeFaults(folder, commit)
  const about = `the type tests of ${version} (${commit.slice(0, 7)})`
  if (faults.length === 0) console.log(`No break: ${about} hold.`)
  else {
    console.log(`${faults.join('\n')}\n\n${faults.length} breaks: ${about} do not hold.`)
    if (await isTold(version)) console.log('CHANGELOG.md tells of it.')
    else {
      console.log(
        'Keep what they use, or tell of it in CHANGELOG.md by an entry that begins with **Breaking**.',
      )
      process.exitCode = 1
    }
  }
}

/** Whether what came since a release, released by now or not, is told to break something. */
async function isTold(since: string): Promise<boolean> {
  const [changelog, manifest] = await Promise.all(
    ['CHANGELOG.md', 'package.json'].map(file => readFile(`${folder}/${file}`, 'utf8')),
  )
  const { version } = JSON.parse(manifest ?? '{}')
  const sections = version === since ? ['Unreleased'] : ['Unreleased', version]
  return sections.some(name => /^- \*\*Breaking/m.test(sectionOf(changelog ?? '', name)))
}
