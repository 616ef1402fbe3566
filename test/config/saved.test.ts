import { describe, expect, test } from 'vitest'
import { createOnly, planDeployment } from '../../src/config/index.js'
import { StalePlanError } from '../../src/index.js'
import { failureOf } from '../support/settling.js'
import { clientOf, configOf, deploy, writes } from './deploying.js'

const SHARED = '0123456789abcdef'.repeat(4)
const OTHER = 'fedcba9876543210'.repeat(4)

describe('a saved plan', () => {
  const environment = { A: '2', GONE: null }
  async function saved() {
    const deployed = deploy({ A: '1', GONE: 'x' })
    const text = JSON.stringify(await deployed.config.plan(environment, { planKey: SHARED }))
    return { ...deployed, text, options: { config: { environment }, planKey: SHARED } }
  }

  test('is applied by another job from the same config, as text or as what it parses to', async () => {
    const { config, fake, text, options } = await saved()
    expect(await config.apply(text, options)).toMatchObject({ status: 'applied' })
    expect(await config.apply(JSON.parse(text), options)).toMatchObject({ status: 'unchanged' })
    expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: '2' })
  })

  test.each<[string, (text: string) => string, object, RegExp, option?: string]>([
    ['that was changed', text => text.replace('"delete"', '"update"'), {}, /was changed after it was made/],
    ['that is something else', () => '{"version":1}', {}, /This is not a saved plan/],
    ['without its seal', text => text.replace('"mac"', '"mark"'), {}, /This is not a saved plan/],
    ['of another key', text => text, { planKey: OTHER }, /made with another key/, 'planKey'],
    [
      'of another config',
      text => text,
      { config: { environment: { A: '3', GONE: null } } },
      /The desired values are not those that the plan was made from/,
      'config',
    ],
    [
      'without its config',
      text => text,
      { config: undefined },
      /Pass the config that it was made from as `config`/,
      'config',
    ],
    [
      'that nests deeper than a stack',
      text => text.replace('{', `{"more":${'['.repeat(200_000)}${']'.repeat(200_000)},`),
      {},
      /cannot be written as JSON/,
    ],
    ['of another version', text => text.replace('"version":2', '"version":1'), {}, /another version/],
  ])('%s is refused', async (_, change, other, message, option = 'plan') => {
    const { config, fake, text, options } = await saved()
    expect(await failureOf(config.apply(change(text), { ...options, ...other }))).toMatchObject({
      message: expect.stringMatching(message),
      option,
    })
    expect(writes(fake)).toEqual([])
  })

  test('of another deployment is refused', async () => {
    const { text, options } = await saved()
    const { config, fake } = deploy({ A: '1', GONE: 'x' }, 'calm-fox-7')
    expect(await failureOf(config.apply(text, options))).toMatchObject({
      message: expect.stringMatching(/is for https:\/\/happy-otter-123.convex.cloud/),
      option: 'plan',
    })
    expect(fake.requests).toEqual([])
  })

  test('is stale where the deployment moved', async () => {
    const { config, fake, text, options } = await saved()
    fake.state.environmentVariables.set('A', 'else')
    await expect(config.apply(text, options)).rejects.toThrow(StalePlanError)
  })

  test('is sealed by the token where no key is given', async () => {
    const { fake, config } = deploy({ A: '1' })
    const [own, other] = ['another-token-of-sufficient-length', 'a-third-token-of-sufficient-length']
    fake.state.keys.push({ token: own }, { token: other })
    const keyed = (token: string) => configOf(clientOf(fake, { token }))
    const text = JSON.stringify(await keyed(own).plan(environment))
    await expect(config.apply(text, { config: { environment } })).rejects.toThrow(/made with another key/)
    await expect(keyed(other).apply(text, { config: { environment } })).rejects.toThrow(/another key/)
    expect(writes(fake)).toEqual([])
    expect(await keyed(own).apply(text, { config: { environment } })).toMatchObject({
      status: 'applied',
    })
  })

  test('takes a value that is only to be created from the same config', async () => {
    const { config, fake } = deploy()
    const text = JSON.stringify(await config.plan({ PEPPER: createOnly('fresh') }))
    for (const PEPPER of ['fresh', createOnly('other')]) {
      const applied = config.apply(text, { config: { environment: { PEPPER } } })
      await expect(applied).rejects.toThrow(/The desired values are not those/)
    }
    await config.apply(text, { config: { environment: { PEPPER: createOnly('fresh') } } })
    expect(fake.state.environmentVariables.get('PEPPER')).toBe('fresh')
  })

  test('takes the same scope of pruning', async () => {
    const { client, config, fake } = deploy({ A: '1', OLD: 'x' })
    const environment = { A: '1' }
    const text = JSON.stringify(await planDeployment(client, { environment, prune: ['A', 'OLD'] }))
    for (const other of [{}, { prune: 'OLD' }, { prune: ['OLD', 'A'] }]) {
      const applied = config.apply(text, { config: { environment, ...other } })
      await expect(applied).rejects.toThrow(/The desired values are not those/)
    }
    await config.apply(text, { config: { environment, prune: ['A', 'OLD'] } })
    expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: '1' })
  })

  test('takes the same config in another order', async () => {
    const { config, fake } = deploy()
    const text = JSON.stringify(await config.plan({ C: '3', A: '1', B: createOnly('2') }))
    await config.apply(text, { config: { environment: { B: createOnly('2'), C: '3', A: '1' } } })
    expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: '1', B: '2', C: '3' })
  })

  test('that was made blind is applied blind', async () => {
    const { config, fake } = deploy({ A: '1' })
    const text = JSON.stringify(await config.plan({ A: '2' }, { blind: true }))
    expect(await config.apply(text, { config: { environment: { A: '2' } } })).toMatchObject({
      status: 'applied',
      unverified: ['A'],
    })
    expect(fake.requests.map(({ method }) => method)).toEqual(['POST'])
  })

  test('keeps its problems', async () => {
    const { config, fake } = deploy()
    const text = JSON.stringify(await config.plan({ A: '' }))
    await expect(config.apply(text, { config: { environment: { A: '' } } })).rejects.toThrow(
      /The plan has problems: A is empty/,
    )
    expect(writes(fake)).toEqual([])
  })
})
