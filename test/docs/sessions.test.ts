import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createStranger, type Stranger } from '../package/stranger.js'
import { placeOf, readBlocks } from './blocks.js'
import { notRun } from './not-run.js'
import { linesOf, runShell } from './run.js'
import { sessionsOf } from './sessions.js'
import { createWorld } from './world.js'

const blocks = await readBlocks()
const sessions = sessionsOf(blocks)
const commands = sessions.flatMap(session => session.commands)
const runnable = sessions.filter(session => session.commands.some(({ text }) => !Object.hasOwn(notRun, text)))

let stranger: Stranger
beforeAll(async () => {
  stranger = await createStranger()
  await copyFile(resolve('test/docs/lead-to-fakes.mjs'), join(stranger.folder, 'lead-to-fakes.mjs'))
})
afterAll(() => stranger?.remove())

test.each(runnable.map(session => ({ place: placeOf(session), session })))(
  'the commands at $place run against fakes and print what is shown',
  async ({ session }) => {
    const world = await createWorld()
    const folder = await folderFor(session)
    const environment = {
      ...world.environment,
      NODE_OPTIONS: `--import ${join(stranger.folder, 'lead-to-fakes.mjs')}`,
    }
    for (const { text, prints } of session.commands) {
      const { code, output } = await runShell(text, folder, environment)
      if (prints) expect(linesOf(output), text).toEqual(prints)
      else expect(code, `${text}\n${output}`).toBe(0)
    }
    await world.close()
  },
)

/** A folder with the files that the page has shown so far: blocks whose first line is a comment with a file's name. */
async function folderFor({ page, line }: { page: string; line: number }): Promise<string> {
  const folder = join(stranger.folder, 'sessions', placeOf({ page, line }).replace(/\W+/g, '-'))
  await mkdir(folder, { recursive: true })
  for (const block of blocks.filter(other => other.page === page && other.line < line)) {
    const name = /^# (\S*\.\S+)\n/.exec(block.text)?.[1]
    if (name === undefined) continue
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), block.text)
  }
  return folder
}

test('a command that is not run here is shown somewhere, and names a script that exists', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8'))
  const shown = commands.map(({ text }) => text)
  const names = Object.keys(notRun).flatMap(text =>
    [...text.matchAll(/\bnpm run (\S+)/g)].map(([, name]) => name),
  )
  expect(Object.keys(notRun).filter(text => !shown.includes(text))).toEqual([])
  expect(names.filter(name => !(String(name) in scripts))).toEqual([])
})

test('every block of code is run, or is a file that the blocks after it use', () => {
  const known = ['ts', 'console', 'sh', 'env', 'yaml']
  const unknown = blocks.filter(({ language }) => !known.includes(language))
  expect(unknown.map(block => `${placeOf(block)} is in ${block.language || 'no language'}`)).toEqual([])
})
