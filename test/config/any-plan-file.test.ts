import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { applyPlan, createOnly, planDeployment } from '../../src/config/index.js'
import { createFakeDeployment, type FakeDeployment } from '../../src/fake/index.js'
import { createDeploymentClient, type DeploymentClient, InvalidInputError } from '../../src/index.js'
import { anyString, numRuns } from '../support/strings.js'

const BEFORE = { CHANGED: 'old', GONE: 'value', OTHER: 'value' }
const CONFIG = { environment: { CHANGED: 'new', GONE: null, NEW: 'value', PEPPER: createOnly('pepper') } }
const AFTER = { CHANGED: 'new', OTHER: 'value', NEW: 'value', PEPPER: 'pepper' }
const planKey = '0123456789abcdef'.repeat(4)

let fake: FakeDeployment
let client: DeploymentClient
let saved: string
beforeAll(async () => {
  fake = createFakeDeployment()
  client = createDeploymentClient({ url: fake.url, token: fake.token, fetch: fake.fetch })
  fake.state.environmentVariables = new Map(Object.entries(BEFORE))
  saved = JSON.stringify(await planDeployment(client, CONFIG, { planKey }))
})

/** What a deployment holds after a plan file was applied to it; a refused one sends nothing at all. */
async function applied(file: string, options: object = {}): Promise<object> {
  fake.state.environmentVariables = new Map(Object.entries(BEFORE))
  const sent = fake.requests.length
  try {
    await applyPlan(client, file, { config: CONFIG, planKey, ...options })
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(fake.requests).toHaveLength(sent)
  }
  return Object.fromEntries(fake.state.environmentVariables)
}

test('a plan file as it was saved is applied', async () => {
  expect(await applied(saved)).toEqual(AFTER)
})

describe('nothing is sent for', () => {
  test('a file that is truncated anywhere', async () => {
    const property = fc.asyncProperty(fc.nat(saved.length - 1), async length => {
      expect(await applied(saved.slice(0, length))).toEqual(BEFORE)
    })
    await fc.assert(property, { numRuns })
  })

  test('any other text', async () => {
    const property = fc.asyncProperty(fc.oneof(anyString, fc.json()), async text => {
      expect(await applied(text)).toEqual(BEFORE)
    })
    await fc.assert(property, { numRuns })
  })

  test('a file with any member changed, left out or of another type', async () => {
    const members = paths(JSON.parse(saved))
    expect(members.length).toBeGreaterThan(40)
    const changed = (path: readonly string[], value?: unknown) =>
      JSON.stringify(replaced(JSON.parse(saved), path, value))
    for (const path of members) expect(await applied(changed(path)), `${path}`).toEqual(BEFORE)
    const property = fc.asyncProperty(fc.jsonValue(), async value => {
      for (const path of members) {
        const file = changed(path, value)
        expect(await applied(file), `${path}`).toEqual(file === saved ? AFTER : BEFORE)
      }
    })
    await fc.assert(property, { numRuns: Math.ceil(numRuns / 20) })
  })

  test('another key, or another config', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ minLength: 32 }), anyString, async (key, value) => {
      expect(await applied(saved, { planKey: Buffer.from(key).toString('hex') })).toEqual(BEFORE)
      const environment = { ...CONFIG.environment, CHANGED: `${value}!` }
      expect(await applied(saved, { config: { environment } })).toEqual(BEFORE)
    })
    await fc.assert(property, { numRuns: Math.ceil(numRuns / 4) })
  })
})

test('a file with a character changed does the same, or nothing', async () => {
  const position = fc.nat(saved.length - 1)
  const property = fc.asyncProperty(
    position,
    fc.string({ unit: 'grapheme-ascii', maxLength: 2 }),
    async (at, text) => {
      const changed = saved.slice(0, at) + text + saved.slice(at + 1)
      const same = isSame(changed, saved)
      expect(await applied(changed)).toEqual(same ? AFTER : BEFORE)
    },
  )
  await fc.assert(property, { numRuns })
})

/** Whether two texts are the same JSON. */
function isSame(text: string, other: string): boolean {
  try {
    expect(JSON.parse(text)).toEqual(JSON.parse(other))
    return true
  } catch {
    return false
  }
}

/** The way to every member of a value. */
function paths(value: unknown, before: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const path = [...before, name]
    return [path, ...paths(member, path)]
  })
}

/** A value with one member replaced, or left out. */
function replaced(value: object, [name = '', ...rest]: readonly string[], by: unknown): object {
  const member: unknown = Reflect.get(value, name)
  const next = rest.length === 0 ? by : replaced(Object(member), rest, by)
  if (next !== undefined) Reflect.set(value, name, next)
  else if (Array.isArray(value)) value.splice(Number(name), 1)
  else Reflect.deleteProperty(value, name)
  return value
}
