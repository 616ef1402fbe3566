import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyPlan, planDeployment } from '../../src/config/index.js'
import { createFakeDeployment } from '../../src/fake/index.js'
import { createDeploymentClient, type DeploymentClient } from '../../src/index.js'

/** The model of a deployment's variables: a map. */
type Model = Map<string, string>

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100)

const name = fc.oneof(
  fc.constantFrom('A', 'B', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '_'),
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,6}$/),
)
const value = fc.string({ unit: 'grapheme', maxLength: 12 })

interface Step {
  readonly title: string
  readonly run: (deployment: DeploymentClient, model: Model) => Promise<void>
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.array(fc.tuple(name, value), { maxLength: 4 }).map((entries): Step => {
    const values = new Map(entries)
    return {
      title: `set ${[...values.keys()]}`,
      run: async (deployment, model) => {
        await deployment.env.set(values)
        for (const [key, text] of values) model.set(key, text)
      },
    }
  }),
  fc.uniqueArray(name, { maxLength: 3 }).map(
    (names): Step => ({
      title: `unset ${names}`,
      run: async (deployment, model) => {
        await deployment.env.unset(names)
        for (const key of names) model.delete(key)
      },
    }),
  ),
  fc.dictionary(name, fc.option(value), { maxKeys: 4 }).map(
    (changes): Step => ({
      title: `update ${Object.keys(changes)}`,
      run: async (deployment, model) => {
        const entries = Object.entries(changes)
        await deployment.env.update(entries.map(([key, text]) => ({ name: key, value: text })))
        for (const [key, text] of entries) {
          if (text === null) model.delete(key)
          else model.set(key, text)
        }
      },
    }),
  ),
  name.map(
    (key): Step => ({
      title: `get ${key}`,
      run: async (deployment, model) => expect(await deployment.env.get(key)).toBe(model.get(key)),
    }),
  ),
  fc.dictionary(name, fc.option(value.filter(text => text !== '')), { maxKeys: 4 }).map(
    (desired): Step => ({
      title: `apply ${Object.keys(desired)}`,
      run: async (deployment, model) => {
        const entries = Object.entries(desired)
        const options = { maxRemovals: 100, allowPlaceholders: true }
        await applyPlan(deployment, await planDeployment(deployment, { environment: entries }, options))
        for (const [key, text] of entries) {
          if (text === null) model.delete(key)
          else model.set(key, text)
        }
      },
    }),
  ),
)

test.each(['v1', 'v1-beta', 'auto'] as const)(
  'whatever is done under contract %s, the deployment is as a map would be',
  async contract => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 12 }), async steps => {
      const fake = createFakeDeployment({ contract: contract === 'v1-beta' ? 'v1-beta' : 'v1' })
      const deployment = createDeploymentClient({
        url: fake.url,
        token: fake.token,
        fetch: fake.fetch,
        contract,
      })
      const model: Model = new Map()
      for (const { run } of steps) {
        await run(deployment, model)
        const sorted = [...model].sort(([a], [b]) => (a < b ? -1 : 1))
        expect(await deployment.env.list()).toEqual(sorted.map(([key, text]) => ({ name: key, value: text })))
      }
    })
    await fc.assert(property, { numRuns: RUNS })
  },
)
