import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'

const run = promisify(execFile)

const OLD_TESTS = `import { greet } from '../../src/index.js'
export const text: string = greet('A')
// @ts-expect-error a name is a string
greet(1)
`
const SAME = 'export declare function greet(name: string): string\n'
const WIDER = 'export declare function greet(name: string | number): string\n'
const BROKEN = 'export declare function greet(name: string): number\n'

/** A repository that released 1.0.0 with a type test, and was built again since. */
async function createRepository({ tag = true, released = true } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'breaking-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  const git = (...words: string[]) =>
    run('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...words], { cwd: folder })
  const commit = async (message: string) => {
    await git('add', 'package.json', 'CHANGELOG.md', 'test')
    await git('commit', '--quiet', '--message', message)
  }
  await git('init', '--quiet')
  await symlink(resolve('node_modules'), join(folder, 'node_modules'))
  await write('package.json', '{ "type": "module", "version": "1.0.0" }')
  await write(
    'CHANGELOG.md',
    released ? '# Changelog\n\n## 1.0.0 - 2026-01-01\n\n- First.\n' : '# Changelog\n',
  )
  await write('test/types/greet.ts', OLD_TESTS)
  await commit('The first')
  if (tag) await git('tag', 'v1.0.0')
  await write('test/types/greet.ts', 'export {}\n')
  await commit('What came later')
  return {
    write,
    git,
    commit,
    /** Builds, and checks the build against the release before. */
    async check(declarations: string) {
      await write('dist/src/index.d.ts', declarations)
      const script = resolve('scripts/release/breaking.ts')
      const { stdout, code } = await run(process.execPath, ['--import', 'tsx', script], { cwd: folder }).then(
        ({ stdout }) => ({ stdout, code: 0 }),
        ({ stdout, code }) => ({ stdout, code }),
      )
      return { said: stdout, code }
    },
  }
}

test('a build that the last type tests hold for is no break', async () => {
  const { check } = await createRepository()
  expect(await check(SAME)).toEqual({
    code: 0,
    said: expect.stringContaining('No break: the type tests of 1.0.0'),
  })
})

test('a build that takes more is no break either', async () => {
  const { check } = await createRepository()
  expect(await check(WIDER)).toMatchObject({ code: 0 })
})

test('a build that they do not hold for fails, and tells where', async () => {
  const { check } = await createRepository()
  const { code, said } = await check(BROKEN)
  expect(code).toBe(1)
  expect(said).toContain("test/types/greet.ts:2: Type 'number' is not assignable to type 'string'.")
  expect(said).toContain('**Breaking**')
})

test('a break that the changelog tells of passes', async () => {
  const { check, write } = await createRepository()
  await write(
    'CHANGELOG.md',
    '# Changelog\n\n## Unreleased\n\n- **Breaking**: `greet` counts.\n\n## 1.0.0 - 2026-01-01\n',
  )
  expect(await check(BROKEN)).toEqual({ code: 0, said: expect.stringContaining('CHANGELOG.md tells of it.') })
})

test('the tag of the release that is being made is not the last one', async () => {
  const { check, git } = await createRepository()
  await git('tag', 'v1.1.0')
  expect(await check(BROKEN)).toEqual({ code: 1, said: expect.stringContaining('the type tests of 1.0.0') })
})

test('without a tag it is the commit with which the changelog tells of the release', {
  timeout: 30_000,
}, async () => {
  const { check } = await createRepository({ tag: false })
  expect(await check(BROKEN)).toEqual({ code: 1, said: expect.stringContaining('the type tests of 1.0.0') })
})

test('before the first release there is nothing to compare with, and it says so', {
  timeout: 30_000,
}, async () => {
  const { check } = await createRepository({ tag: false, released: false })
  expect(await check(BROKEN)).toEqual({ code: 0, said: expect.stringContaining('Nothing to compare with') })
})
