import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planDeployment } from '../../src/config/index.js'
import { createFakeDeployment } from '../../src/fake/index.js'
import { createDeploymentClient } from '../../src/index.js'
import { numRuns } from '../support/strings.js'

/** Which of the names a scope holds: those that pruning would remove. */
async function inScope(only: string, names: readonly string[]): Promise<string[]> {
  const environmentVariables = Object.fromEntries(names.map(name => [name, 'value']))
  const fake = createFakeDeployment({ environmentVariables })
  const client = createDeploymentClient({ url: fake.url, token: fake.token, fetch: fake.fetch })
  const config = { environment: { NEW: 'value' }, prune: only }
  const plan = await planDeployment(client, config, { maxRemovals: 512 })
  return plan.environment.changes.filter(({ action }) => action === 'delete').map(({ name }) => name)
}

test('a pattern takes the names that the same regular expression takes', async () => {
  const pattern = fc.string({ unit: fc.constantFrom('A', 'B', '*', '?'), minLength: 1, maxLength: 8 })
  const name = fc.string({ unit: fc.constantFrom('A', 'B'), minLength: 1, maxLength: 8 })
  const names = fc.uniqueArray(name, { minLength: 1 })
  const property = fc.asyncProperty(pattern, names, async (only, all) => {
    const expression = new RegExp(`^${only.replaceAll('*', '.*').replaceAll('?', '.')}$`)
    expect(await inScope(only, all)).toEqual(all.filter(text => expression.test(text)).sort())
  })
  await fc.assert(property, { numRuns })
})

test('a pattern of many stars is done with names that almost fit', async () => {
  expect(await inScope(`${'*A'.repeat(100)}B`, ['A'.repeat(256)])).toEqual([])
})
