import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as config from '../../src/config/index.js'
import * as library from '../../src/index.js'
import { ANSWERS, STATUSES } from './answers.js'
import { readHeap, stringsBelow } from './heap.js'
import { marksIn, TOKEN } from './markers.js'
import { PLACES } from './places.js'
import { type Run, runProgram } from './processes.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leaks-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('with secrets planted everywhere, every method driven against servers that give them back,', () => {
  let run: Run
  let about: About
  beforeAll(async () => {
    run = await runProgram('run.ts', [folder])
    about = JSON.parse(JSON.stringify(run.message))
  })

  test('no error, event, plan, client, address or header shows one', () => {
    expect(about.hits).toEqual([])
    expect(about.searched).toBeGreaterThan(5_000)
  })

  test('nothing that is printed shows one, rejections that nobody handles included', () => {
    expect([marksIn(run.stdout), marksIn(run.stderr)]).toEqual([[], []])
    expect(run.stdout).toContain('DeploymentPlan')
    const unhandled = run.stderr.match(/UnhandledPromiseRejectionWarning: Unhandled/g)
    // One of each kind is left so on purpose, and no other.
    expect(unhandled).toHaveLength(about.seen.error?.length ?? 0)
  })

  test('no file that is written shows one', async () => {
    const saved = await readFile(join(folder, 'plan.json'), 'utf8')
    expect(saved).toContain('fingerprintAfter')
    expect(marksIn(saved)).toEqual([])
    expect(await readdir(folder)).toEqual(['plan.json', 'run.heapsnapshot'])
  })

  test('no error holds one on the heap', async () => {
    const heap = await readHeap(join(folder, 'run.heapsnapshot'))
    const strings = stringsBelow(heap, 'HeldErrors')
    expect(strings.filter(text => marksIn(text).length > 0)).toEqual([])
    expect(strings.length).toBeGreaterThan(about.errors)
    // The search goes into private members, causes, maps, and strings of which only a part is kept.
    const planted = stringsBelow(heap, 'HeldSecrets').flatMap(marksIn)
    expect(planted.sort()).toEqual(['xq7zkCode', 'xq7zkElement', 'xq7zkParent', 'xq7zkPrivate'])
  })

  test('no method was left out', () => {
    expect(about.seen.method).toEqual(expect.arrayContaining(methodsOf()))
  })

  test('no answer was left out', () => {
    const names = [...ANSWERS, ...STATUSES].map(({ name }) => name)
    expect(about.seen.answer).toEqual(expect.arrayContaining(names))
  })

  test('no secret of a request was left out', () => {
    expect(about.seen.place).toEqual(PLACES)
  })

  test('no kind of error was left out, and no other was thrown', () => {
    const kinds = Object.entries(library)
      .filter(([, kind]) => Object.prototype.isPrototypeOf.call(Error, kind))
      .map(([name]) => name)
    expect(about.seen.error).toEqual(kinds.filter(name => name !== 'DeploymentError').sort())
    expect(about.seen).not.toHaveProperty('stray error')
  })

  test('no level and no event of the log was left out', () => {
    expect(about.seen.level).toEqual(['debug', 'error', 'info', 'warn'])
    expect(about.seen.event).toEqual(['deprecation', 'failure', 'request', 'response', 'retry', 'success'])
  })
})

/** What the program tells of its run. */
interface About {
  readonly searched: number
  readonly hits: readonly [where: string, marks: string][]
  readonly errors: number
  readonly seen: { readonly [kind: string]: readonly string[] }
}

/** The methods that the package has: those of the client, and the functions beside it that talk to deployments. */
function methodsOf(): string[] {
  const client = library.createDeploymentClient({ token: TOKEN })
  const found = (holder: object, before: string): string[] =>
    Object.entries(holder).flatMap(([name, member]) => {
      if (typeof member === 'function') return [`${before}${name}`]
      return typeof member === 'object' && member !== null ? found(member, `${before}${name}.`) : []
    })
  // No operation of a deployment is a PATCH: those of the management API are.
  const configuring = /^raw\.\w+\.(?:use|eject|PATCH)$/
  return [
    ...found(client, '').filter(method => !configuring.test(method)),
    ...[config.planDeployment, config.applyPlan, config.planAll, config.applyAll].map(({ name }) => name),
  ].sort()
}
