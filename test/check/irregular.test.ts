import { execFile } from 'node:child_process'
import { chmod, mkdir, rename, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { NeedsError, readNeeds } from '../../src/check/index.js'
import { createProject, summaryOf } from './project.js'

const run = promisify(execFile)

const LINK = 'it is a link, which a push does not follow'
const READING = 'export const a = () => send(process.env.A)'

async function makePipe(path: string): Promise<void> {
  await run('mkfifo', [path])
}

async function unreadOf(folder: string): Promise<readonly string[]> {
  return summaryOf(await readNeeds(folder)).unread
}

describe('in the place of a module, it is said that this is not read:', () => {
  test('a link to a file of the project', async () => {
    const folder = await createProject({ 'src/code.ts': READING, 'convex/notes.md': '' })
    await symlink('../src/code.ts', join(folder, 'convex/code.ts'))
    expect(await unreadOf(folder)).toEqual([`convex/code.ts ${LINK}`])
  })

  test('a link to a folder of the project', async () => {
    const folder = await createProject({ 'src/code.ts': READING, 'convex/notes.md': '' })
    await symlink('../src', join(folder, 'convex/api'))
    expect(await unreadOf(folder)).toEqual([`convex/api ${LINK}`])
  })

  test('a link that leads nowhere', async () => {
    const folder = await createProject({ 'convex/notes.md': '' })
    await symlink('../src/code.ts', join(folder, 'convex/code.ts'))
    expect(await unreadOf(folder)).toEqual([`convex/code.ts ${LINK}`])
  })

  test.skipIf(process.platform === 'win32')('a pipe', async () => {
    const folder = await createProject({ 'convex/notes.md': '' })
    await makePipe(join(folder, 'convex/code.ts'))
    expect(await unreadOf(folder)).toEqual(['convex/code.ts it is no regular file'])
  })

  test.skipIf(process.platform === 'win32').each(['auth.config.ts', 'convex.config.ts'])(
    'a pipe as %s',
    async file => {
      const folder = await createProject({ 'convex/code.ts': 'export {}' })
      await makePipe(join(folder, 'convex', file))
      expect(await unreadOf(folder)).toEqual([`convex/${file} it is no regular file`])
    },
  )

  test('a link out of the project as convex.config.ts', async () => {
    const outer = await createProject({ 'config.ts': 'export {}', 'project/convex/code.ts': 'export {}' })
    await symlink(join(outer, 'config.ts'), join(outer, 'project/convex/convex.config.ts'))
    expect(await unreadOf(join(outer, 'project'))).toEqual([
      'convex/convex.config.ts it is a link out of the project',
    ])
  })
})

test('of links that a push would not take as modules nothing is said', async () => {
  const folder = await createProject({ 'src/code.ts': READING, 'convex/code.ts': 'export {}' })
  const links = ['_generated', 'node_modules']
  for (const name of links) await symlink('../src', join(folder, 'convex', name))
  for (const name of ['notes.md', 'code.test.ts', '.#code.ts'])
    await symlink('../src/code.ts', join(folder, 'convex', name))
  expect(await unreadOf(folder)).toEqual([])
})

describe('convex.json is an error, and not waited for, if it is', () => {
  async function refusalOf(folder: string): Promise<unknown> {
    const error: unknown = await readNeeds(folder).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(NeedsError)
    return error
  }

  test.skipIf(process.platform === 'win32')('a pipe', async () => {
    const folder = await createProject({ 'convex/code.ts': 'export {}' })
    await makePipe(join(folder, 'convex.json'))
    expect(await refusalOf(folder)).toMatchObject({
      file: 'convex.json',
      message: "convex.json can't be read: it is no regular file.",
    })
  })

  test.skipIf(process.platform === 'win32').each(['/dev/null', '/dev/zero'])('a link to %s', async device => {
    const folder = await createProject({ 'convex/code.ts': 'export {}' })
    await symlink(device, join(folder, 'convex.json'))
    expect(await refusalOf(folder)).toMatchObject({
      message: "convex.json can't be read: it is no regular file.",
    })
  })

  test('a link to itself', async () => {
    const folder = await createProject({ 'convex/code.ts': 'export {}' })
    await symlink('convex.json', join(folder, 'convex.json'))
    expect(await refusalOf(folder)).toMatchObject({
      message: "convex.json can't be read: it is a link in a circle.",
    })
  })

  test('a folder', async () => {
    const folder = await createProject({ 'convex/code.ts': 'export {}', 'convex.json/file': '' })
    expect(await refusalOf(folder)).toMatchObject({ message: "convex.json can't be read: it is a folder." })
  })
})

describe('a folder that can not be listed is said, and the rest is read:', () => {
  test.skipIf(process.getuid?.() === 0)('one that this user may not read', async () => {
    const folder = await createProject({ 'convex/code.ts': READING, 'convex/mine/code.ts': READING })
    await chmod(join(folder, 'convex/mine'), 0)
    onTestFinished(() => chmod(join(folder, 'convex/mine'), 0o700))
    expect(summaryOf(await readNeeds(folder))).toMatchObject({
      required: ['A'],
      unread: ['convex/mine this user may not read it'],
    })
  })

  test.skipIf(process.platform === 'win32')('one whose path is longer than the system takes', async () => {
    const folder = await createProject({ 'convex/code.ts': READING })
    const [deep, below] = [join(folder, 'convex/deep'), join(folder, 'below')]
    onTestFinished(async () => void (await run('rm', ['-rf', deep])))
    const half = Array.from({ length: 10 }, () => 'd'.repeat(250)).join('/')
    for (const part of [deep, below]) await mkdir(join(part, half), { recursive: true })
    await rename(below, join(deep, half, 'below'))
    const { required, unread } = summaryOf(await readNeeds(folder))
    expect(required).toEqual(['A'])
    expect(unread).toEqual([expect.stringMatching(/^convex\/deep\/d.* its path is too long$/)])
  })
})
