import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FILES } from './command-lines.js'
import { marksIn } from './markers.js'
import { type Run, runProgram } from './processes.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command-leaks-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('with secrets in every file, variable and answer, every command run,', () => {
  let run: Run
  let about: About
  beforeAll(async () => {
    run = await runProgram('run-command.ts', [folder])
    about = JSON.parse(JSON.stringify(run.message))
  })

  test('nothing that it prints unasked, and no address, shows one', () => {
    expect(about.hits).toEqual([])
    expect(about.searched).toBeGreaterThan(500)
  })

  test('no program that it runs is told one on its command line, nor the key in its environment', () => {
    expect(run.stdout).toMatch(/^\[ \[ '.+' \], undefined \]$/m)
    expect([marksIn(run.stdout), marksIn(run.stderr)]).toEqual([[], []])
  })

  test('only files that are to hold values hold them, and only their owner may read those', async () => {
    const written = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = written.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
    const found = files.map(file => relative(join(folder, 'work'), file)).filter(file => !(file in FILES))
    expect(found.map(file => file.replace(/^backups\/.*/, 'backups/*')).sort()).toEqual(
      expect.arrayContaining(['backups/*', 'plan.json', 'pulled.env']),
    )
    for (const file of found) {
      const holds = marksIn(await readFile(join(folder, 'work', file), 'utf8')).length > 0
      expect([file, holds]).toEqual([file, /^backups\/|^(?:pulled|imported)\.env$/.test(file)])
      expect([file, (await stat(join(folder, 'work', file))).mode & 0o077]).toEqual([file, 0])
    }
  })

  test('no command was left out but the fake, whose key is for nothing else', () => {
    expect([...(about.seen.command ?? []), 'fake'].sort()).toEqual(about.commands)
  })

  test('commands succeeded, failed, and were refused', () => {
    expect(about.seen.exit).toEqual(expect.arrayContaining(['0', '1', '4', '5', '64']))
  })
})

/** What the program tells of its run. */
interface About {
  readonly searched: number
  readonly hits: readonly [where: string, marks: string][]
  readonly commands: readonly string[]
  readonly seen: { readonly [kind: string]: readonly string[] }
}
