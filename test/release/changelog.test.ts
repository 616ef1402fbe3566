import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { sectionOf, withRelease } from '../../scripts/release/changelog.js'

const CHANGELOG = '# Changelog\n\n## Unreleased\n\n- New.\n\n## 1.0.0 - 2026-01-01\n\n- Old.\n'

test('what is unreleased goes under its version, and a place for what comes after stays', () => {
  const released = withRelease(CHANGELOG, '1.1.0', '2026-02-03')
  expect(released).toBe(
    '# Changelog\n\n## Unreleased\n\n## 1.1.0 - 2026-02-03\n\n- New.\n\n## 1.0.0 - 2026-01-01\n\n- Old.\n',
  )
  expect(sectionOf(released, '1.1.0')).toBe('- New.')
  expect(sectionOf(released, '1.1')).toBe('')
})

test('a release of nothing is refused', () => {
  const released = withRelease(CHANGELOG, '1.1.0', '2026-02-03')
  expect(() => withRelease(released, '1.2.0', '2026-02-04')).toThrow('has nothing under `## Unreleased`')
})

test('our own changelog can be released, or just was', async () => {
  const changelog = await readFile('CHANGELOG.md', 'utf8')
  const { version } = JSON.parse(await readFile('package.json', 'utf8'))
  const isReleased = sectionOf(changelog, 'Unreleased') === ''
  const next = isReleased ? version : '99.0.0'
  const released = isReleased ? changelog : withRelease(changelog, next, '2026-01-01')
  expect(sectionOf(released, next)).not.toBe('')
})

describe('the workflows', () => {
  test.each(readdirSync('.github/workflows'))('%s: every action is pinned to a commit', async name => {
    const text = await readFile(`.github/workflows/${name}`, 'utf8')
    const uses = text.match(/uses: .*/g) ?? []
    const pinned = /^uses: (?:\.\/.*\.yml|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/
    expect(uses.filter(line => !pinned.test(line))).toEqual([])
    expect(text).toMatch(/^permissions:/m)
  })
})
