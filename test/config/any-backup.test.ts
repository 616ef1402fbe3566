import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../../src/cli/main.js'
import { createFakeDeployment, type FakeDeployment } from '../../src/fake/index.js'
import { anyString, numRuns } from '../support/strings.js'

const BEFORE = { KEPT: 'value', LOST: 'new' }

let fake: FakeDeployment
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backups-'))
  fake = createFakeDeployment()
  await fake.listen()
})
afterAll(async () => {
  await fake.close()
  await rm(folder, { recursive: true, force: true })
})

/** What the deployment holds after a backup was applied by the command. */
async function applied(backup: string): Promise<object> {
  fake.state.environmentVariables = new Map(Object.entries(BEFORE))
  await writeFile(join(folder, 'backup.json'), backup)
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })
  await run(['env', 'apply', `backup:${folder}/backup.json`, '--yes', '--no-backup'], {
    environment: { CONVEX_SELF_HOSTED_URL: fake.url, CONVEX_SELF_HOSTED_ADMIN_KEY: fake.token },
    folder,
    stdin: Readable.from([]),
    stdout: nowhere(),
    stderr: nowhere(),
  })
  return Object.fromEntries(fake.state.environmentVariables)
}

const backup = (variables: object, more: object = {}) =>
  JSON.stringify({ version: 1, deployment: fake.url, time: '', variables, ...more })

test('a backup brings back what it holds', async () => {
  expect(await applied(backup({ LOST: 'old', GONE: 'value' }))).toEqual({
    ...BEFORE,
    LOST: 'old',
    GONE: 'value',
  })
})

test('a backup that is truncated, or any other text, changes nothing', async () => {
  const whole = backup({ LOST: 'old' })
  const part = fc.nat(whole.length - 1).map(length => whole.slice(0, length))
  const property = fc.asyncProperty(fc.oneof(part, anyString, fc.json()), async text => {
    expect(await applied(text)).toEqual(BEFORE)
  })
  await fc.assert(property, { numRuns: Math.ceil(numRuns / 2) })
})

test('a backup of another version or deployment, or with a value that is no string, changes nothing', async () => {
  const odd = fc.jsonValue().filter(value => typeof value !== 'string')
  const property = fc.asyncProperty(fc.jsonValue(), odd, anyString, async (any, value, name) => {
    const others = [
      backup({ LOST: 'old' }, { version: any === 1 ? 2 : any }),
      backup({ LOST: 'old' }, { deployment: any }),
      backup({ LOST: 'old', [name]: value }),
      backup({ LOST: 'old' }, { variables: [{ LOST: 'old' }, any] }),
      backup({ LOST: 'old' }, { variables: any !== null && typeof any === 'object' ? 1 : any }),
    ]
    for (const other of others) expect(await applied(other)).toEqual(BEFORE)
  })
  await fc.assert(property, { numRuns: Math.ceil(numRuns / 4) })
})

test('names and values of a backup come back to the byte, or nothing does', async () => {
  const name = fc.oneof(
    anyString,
    fc.constantFrom('A', '__proto__', 'constructor', 'CONVEX_CLOUD_URL', 'CONVEX_DEPLOY_KEY'),
  )
  // Not one that looks like a placeholder, which is refused.
  const value = anyString.map(text => `v${text}`)
  const property = fc.asyncProperty(name, value, async (name, value) => {
    const after = await applied(
      `{"version":1,"deployment":${JSON.stringify(fake.url)},"variables":{"LOST":"old",${JSON.stringify(name)}:${JSON.stringify(value)}}}`,
    )
    const whole = new Map(Object.entries({ ...BEFORE, LOST: 'old' })).set(name, value)
    const withoutManaged = { ...BEFORE, LOST: 'old' }
    expect([BEFORE, withoutManaged, Object.fromEntries(whole)]).toContainEqual(after)
    if (/^[A-Za-z]\w{0,20}$/.test(name) && !name.startsWith('CONVEX_') && /^[\w ]+$/.test(value)) {
      expect(after).toEqual(Object.fromEntries(whole))
    }
  })
  await fc.assert(property, { numRuns: Math.ceil(numRuns / 2) })
})
