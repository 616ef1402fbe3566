import { inspect } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { createOnly } from '../../src/config/index.js'
import { failureOf } from '../support/settling.js'
import { deploy, writes } from './deploying.js'

const SECRET = 's3cr3t-made-value'

describe('a value that a function makes', () => {
  test('is made when the plan is applied, once, and shows nowhere', async () => {
    const { config, fake } = deploy()
    const make = vi.fn(async () => SECRET)
    const pepper = createOnly(make)
    const plan = await config.plan({ PEPPER: pepper })
    expect(plan.environment.changes).toEqual([
      { action: 'create', name: 'PEPPER', made: 'a value that a function makes' },
    ])
    expect(plan.environment.after.variables).toBe(1)
    expect(make).not.toHaveBeenCalled()
    const result = await config.apply(plan)
    expect(result).toMatchObject({ status: 'applied', unverified: [] })
    expect(fake.state.environmentVariables.get('PEPPER')).toBe(SECRET)
    expect(await config.apply(plan)).toMatchObject({ status: 'unchanged' })
    expect((await config.plan({ PEPPER: pepper })).isEmpty).toBe(true)
    expect(make).toHaveBeenCalledTimes(1)
    expect(
      inspect([plan, result, pepper], { depth: 9 }) + JSON.stringify([plan, result, pepper]),
    ).not.toContain(SECRET)
  })

  test('is not made for a variable that exists', async () => {
    const { config } = deploy({ PEPPER: 'old' })
    const make = vi.fn(() => SECRET)
    const plan = await config.plan({ PEPPER: createOnly(make), A: '1' })
    expect(plan.environment.unchanged).toEqual(['PEPPER'])
    await config.apply(plan)
    expect(make).not.toHaveBeenCalled()
  })

  test('is not made where the variable has appeared since the plan', async () => {
    const { config, fake } = deploy()
    const make = vi.fn(() => SECRET)
    const plan = await config.plan({ PEPPER: createOnly(make) })
    fake.state.environmentVariables.set('PEPPER', 'of somebody else')
    expect(await config.apply(plan)).toMatchObject({ status: 'unchanged', steps: [{ status: 'unchanged' }] })
    expect(make).not.toHaveBeenCalled()
    expect(writes(fake)).toEqual([])
  })

  test('does not stop the rest of a plan that another run has applied in part', async () => {
    const { config, fake } = deploy()
    const desired = { PEPPER: createOnly(() => SECRET), A: '1' }
    const text = JSON.stringify(await config.plan(desired))
    fake.state.environmentVariables.set('PEPPER', 'made by the run before')
    await config.apply(text, { config: { environment: desired } })
    expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({
      PEPPER: 'made by the run before',
      A: '1',
    })
  })

  test('is made again after a failure, before which nothing is sent', async () => {
    const { config, fake } = deploy()
    const make = vi
      .fn(() => SECRET)
      .mockImplementationOnce(() => {
        throw new Error('no entropy')
      })
    const plan = await config.plan({ PEPPER: createOnly(make), A: '1' })
    await expect(config.apply(plan)).rejects.toThrow('no entropy')
    expect(writes(fake)).toEqual([])
    expect(await config.apply(plan)).toMatchObject({ status: 'applied' })
  })

  test('that was made and not sent makes the plan stale where somebody else has set another', async () => {
    const { config, fake } = deploy()
    const plan = await config.plan({ PEPPER: createOnly(() => SECRET) })
    fake.faults.add({ kind: 'reset', when: 'before' }, { operation: 'updateEnvironmentVariables' })
    await failureOf(config.apply(plan))
    fake.state.environmentVariables.set('PEPPER', 'of somebody else')
    expect(await failureOf(config.apply(plan))).toMatchObject({ name: 'StalePlanError', names: ['PEPPER'] })
    expect(fake.state.environmentVariables.get('PEPPER')).toBe('of somebody else')
  })

  test.each([
    ['is no string', 1, 'value', 'A function of `createOnly` must return a string, or a promise of one.'],
    ['is empty', '', 'PEPPER', 'The value that was made for PEPPER is empty'],
    [
      'is too long',
      'x'.repeat(8193),
      'PEPPER',
      'The value that was made for PEPPER must be at most 8192 bytes',
    ],
    [
      'is a reference',
      'op://vault/pepper',
      'PEPPER',
      'The value that was made for PEPPER looks like a reference',
    ],
  ])('is refused before anything is sent if it %s', async (_, made, option, message) => {
    const { config, fake } = deploy()
    const plan = await config.plan({ PEPPER: createOnly(() => made as string), A: '1' })
    expect(await failureOf(config.apply(plan))).toMatchObject({
      name: 'InvalidInputError',
      outcome: 'not-sent',
      option,
      message: expect.stringContaining(message),
    })
    expect(writes(fake)).toEqual([])
  })

  test('has a name that is checked when it is planned', async () => {
    const plan = await deploy().config.plan({ '2FAST': createOnly(() => SECRET) })
    expect(plan.problems).toMatchObject([{ kind: 'invalid-name', name: '2FAST' }])
  })

  test('is made by the job that applies a saved plan', async () => {
    const { config, fake } = deploy()
    const text = JSON.stringify(await config.plan({ PEPPER: createOnly(() => 'of the first job') }))
    const refused = config.apply(text, { config: { environment: { PEPPER: createOnly('a string') } } })
    await expect(refused).rejects.toThrow(/The desired values are not those/)
    const desired = { environment: { PEPPER: createOnly(() => SECRET) } }
    await config.apply(text, { config: desired })
    expect(fake.state.environmentVariables.get('PEPPER')).toBe(SECRET)
    const again = { environment: { PEPPER: createOnly(() => 'x') } }
    expect(await config.apply(text, { config: again })).toMatchObject({ status: 'unchanged' })
    expect(fake.state.environmentVariables.get('PEPPER')).toBe(SECRET)
  })

  test('is the same in a plan that is made after it', async () => {
    const { config } = deploy()
    const desired = { PEPPER: createOnly(() => SECRET) }
    const text = JSON.stringify(await config.plan(desired))
    await config.apply(text, { config: { environment: desired } })
    expect(await config.apply(text, { config: { environment: desired } })).toMatchObject({
      status: 'unchanged',
    })
  })
})
