import { expect, test } from 'vitest'
import { answers } from '../../src/fake/index.js'
import { failureOf } from '../support/settling.js'
import { deploy as deployAny, writes } from './deploying.js'

// On the published contract, removing is a request of its own.
const deploy = (variables: Record<string, string>) =>
  deployAny(variables, 'happy-otter-123', { contract: 'v1-beta' })

test('a plan is applied in two requests: one that sets, then one that removes', async () => {
  const { config, fake } = deploy({ A: '1', GONE: 'x' })
  expect(await config.apply(await config.plan({ A: '2', GONE: null }))).toMatchObject({
    status: 'applied',
    unverified: [],
  })
  expect(writes(fake).map(({ path }) => path.split('/').at(-1))).toEqual([
    'update_environment_variables',
    'delete_environment_variables',
  ])
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: '2' })
})

test('a removal that is refused after setting took effect tells what was set', async () => {
  const { config, fake } = deploy({ A: '1', GONE: 'x' })
  const plan = await config.plan({ A: '2', GONE: null })
  fake.faults.add({ kind: 'answer', status: 403 }, { operation: 'deleteEnvironmentVariables' })
  const error = await failureOf(config.apply(plan))
  expect(error).toMatchObject({
    name: 'PartialUpdateError',
    applied: ['A'],
    cause: { name: 'ForbiddenError' },
  })
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: '2', GONE: 'x' })
})

test('a removal whose answer was lost is read back', async () => {
  const { config, fake } = deploy({ A: '1', GONE: 'x' })
  const plan = await config.plan({ A: '2', GONE: null })
  fake.faults.add({ kind: 'reset', when: 'after' }, { operation: 'deleteEnvironmentVariables' })
  expect(await config.apply(plan)).toMatchObject({ status: 'applied' })
})

test('a removal whose answer was lost, and that does not show, may still land', async () => {
  const { config, fake } = deploy({ A: '1', GONE: 'x' })
  const plan = await config.plan({ A: '2', GONE: null })
  fake.faults.add(answers.badGateway, { operation: 'deleteEnvironmentVariables' })
  const error = await failureOf(config.apply(plan))
  expect(error).toMatchObject({
    name: 'UnconfirmedError',
    status: 'unknown',
    names: ['GONE'],
    cause: { name: 'PartialUpdateError', applied: ['A'] },
  })
})
