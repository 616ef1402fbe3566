import { copyFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type InstalledPackage, installPackage } from '../package/installed-package.js'
import { placeOf, readBlocks } from './blocks.js'
import type { Command } from './command.js'
import { createFixture, type Fixture } from './fixture.js'
import { notRun } from './not-run.js'
import { fitted, linesOf, type Place, runInTerminal, runShell, startInBackground } from './run.js'
import { type Session, sessionsOf } from './sessions.js'

const blocks = await readBlocks()
const sessions = sessionsOf(blocks)
const isRun = ({ text }: Command) => !Object.hasOwn(notRun, text)

let project: InstalledPackage
let places = 0
beforeAll(async () => {
  project = await installPackage()
  await copyFile(resolve('test/docs/lead-to-fakes.mjs'), join(project.folder, 'lead-to-fakes.mjs'))
})
afterAll(() => project?.remove())

test.each(
  sessions.filter(({ commands }) => commands.some(isRun)).map(session => ({ at: placeOf(session), session })),
)('the commands at $at run against fakes and print what is shown', async ({ session }) => {
  // The README's deployment is in production.
  const fixture = await createFixture(session.page === 'README.md' ? 'prod' : 'dev')
  onTestFinished(() => fixture.close())
  const place = await placeFor(session, fixture)
  for (const command of session.commands.filter(isRun)) await run(command, place)
})

async function run({ text, prints }: Command, given: Place): Promise<void> {
  const place = text.startsWith('convex-deployment fake ') ? withoutCloud(given) : given
  if (text.endsWith(' &')) {
    onTestFinished(await startInBackground(text.slice(0, -2), place))
    return
  }
  const answer = prints?.map(line => /to go on: (\S+)$/.exec(line)?.[1]).find(Boolean)
  const { code, output } = answer ? await runInTerminal(text, place, answer) : await runShell(text, place)
  if (!prints) return expect(code, `${text}\n${output}`).toBe(0)
  expect(linesOf(output), text).toEqual(fitted(prints, linesOf(output)))
}

/** A fake says which addresses of the cloud it does not hand on: it gets none. */
function withoutCloud({ folder, environment: { FAKES: _, ...environment } }: Place): Place {
  return { folder, environment }
}

/** A folder with the files that the page has shown so far, and an environment that leads to a fixture. */
async function placeFor({ page, line }: Session, fixture: Fixture): Promise<Place> {
  const folder = join(project.folder, 'sessions', `${places++}`)
  await cp('examples', join(folder, 'examples'), { recursive: true })
  for (const { file, text } of blocks.filter(block => block.page === page && block.line < line)) {
    if (file === undefined) continue
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  // A reader of one page has what it speaks of, and not the keys of all others.
  const isNamed = (name: string) => blocks.some(block => block.page === page && block.text.includes(name))
  const named = Object.entries(fixture.environment).filter(
    ([name]) => name === 'CONVEX_DEPLOY_KEY' || isNamed(name),
  )
  const environment = {
    ...Object.fromEntries(named),
    FAKES: fixture.addresses,
    PATH: join(project.folder, 'node_modules/.bin'),
    NODE_OPTIONS: `--import ${join(project.folder, 'lead-to-fakes.mjs')}`,
  }
  return { folder, environment }
}

test('a command that is not run here is shown somewhere, and names a script that exists', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8'))
  const shown = sessions.flatMap(({ commands }) => commands.map(({ text }) => text))
  const names = Object.keys(notRun).flatMap(text =>
    [...text.matchAll(/\bnpm run (\S+)/g)].map(([, name]) => name),
  )
  expect(Object.keys(notRun).filter(text => !shown.includes(text))).toEqual([])
  expect(names.filter(name => !(String(name) in scripts))).toEqual([])
})

test('every block of code is run, or is a file that the commands after it use', () => {
  const idle = blocks.filter(({ language, file }) => {
    return !['ts', 'console', 'sh'].includes(language) && file === undefined
  })
  expect(idle.map(block => `${placeOf(block)} is ${block.language}`)).toEqual([])
})
