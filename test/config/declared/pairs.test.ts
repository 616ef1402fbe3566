import { expect, test } from 'vitest'
import { applyPlan, planDeployment, resolveConfig } from '../../../src/config/index.js'
import { failureOf } from '../../support/settling.js'
import { target } from '../sections/deployment.js'

const PAIR = { JWT_PRIVATE_KEY: { keyPair: 'RS256', jwks: 'JWKS' } } as const

/** A deployment, and a plan for it that makes a pair and a value of their own. */
async function planned() {
  const { client, fake } = target()
  const { config } = await resolveConfig({ environment: { PEPPER: { random: 32 }, ...PAIR } })
  const variables = () => fake.state.environmentVariables
  return { client, variables, plan: await planDeployment(client, config) }
}

test.each([['JWKS'], ['JWT_PRIVATE_KEY']])(
  'a plan that makes a pair is stale where %s has appeared alone since',
  async name => {
    const { client, variables, plan } = await planned()
    variables().set(name, 'of somebody else')
    expect(await failureOf(applyPlan(client, plan))).toMatchObject({ name: 'StalePlanError', names: [name] })
    expect([...variables().keys()]).toEqual([name])
  },
)

test('a pair of which both have appeared since the plan is not made, while the rest of the plan is', async () => {
  const { client, variables, plan } = await planned()
  variables().set('JWKS', 'theirs').set('JWT_PRIVATE_KEY', 'theirs')
  const { changes, steps } = await applyPlan(client, plan)
  expect(changes.map(({ name }) => name)).toEqual(['PEPPER'])
  expect(steps.map(({ name, status }) => [name, status])).toEqual([
    ['JWKS', 'unchanged'],
    ['JWT_PRIVATE_KEY', 'unchanged'],
    ['PEPPER', 'done'],
  ])
  expect(variables().get('JWT_PRIVATE_KEY')).toBe('theirs')
})
