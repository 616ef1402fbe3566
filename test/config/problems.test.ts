import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { PlanDeploymentOptions, ValueSchema } from '../../src/config/index.js'
import { failureOf } from '../support/settling.js'
import { deploy } from './deploying.js'

describe('a plan has a problem, and is not applied, where', () => {
  const removed = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`N${i}`, null]))
  const there = { ...Object.fromEntries(Object.keys(removed).map(name => [name, '1'])), KEPT: '1' }
  const schema = {
    '~standard': {
      validate: (value: unknown) => (value === 'right' ? {} : { issues: [{ message: `not ${value}` }] }),
    },
  }
  test.each<[string, Record<string, string | null>, PlanDeploymentOptions, string, PlanDeploymentOptions?]>([
    ['a name is invalid', { '1A': 'x' }, {}, 'invalid-name'],
    ['a value is too large', { A: 'x'.repeat(8193) }, {}, 'invalid-value'],
    ['a name is reserved', { CONVEX_SITE_URL: 'x' }, { allowManaged: true }, 'reserved'],
    ['a value is empty', { A: '' }, {}, 'empty', { allowEmpty: true }],
    ['a value is a placeholder', { A: 'CHANGEME' }, {}, 'placeholder', { allowPlaceholders: true }],
    ['a value is a mask', { A: '******' }, {}, 'mask', { allowPlaceholders: true }],
    ['a value is a reference', { A: 'op://v/i/s3cr3t-value' }, {}, 'reference', { allowPlaceholders: true }],
    ['a value is a key', { A: 'prod:brave-fox-4|s3cr3t-value' }, {}, 'credential', { allowManaged: true }],
    ['a value is a key of a team', { A: '"team:otters|s3cr3t-value"' }, {}, 'credential'],
    ['a value is a key with its scheme', { A: 'Convex project:o:p|s3cr3t-value' }, {}, 'credential'],
    ['a value is a key of previews', { A: 'preview:o:p|s3cr3t-value' }, {}, 'credential'],
    ['more is removed than may be', removed, {}, 'too-many-removals', { maxRemovals: 6 }],
    ['a protected variable would change', { KEPT: '2' }, { protect: 'KEPT' }, 'protected'],
    ['there would be too many variables', { A: 'x' }, { limits: { variables: 7 } }, 'too-many-variables'],
    ['there would be too many bytes', { A: 'xxxxx' }, { limits: { bytes: 20 } }, 'too-many-bytes'],
    ['a value does not fit its schema', { A: 's3cr3t-value' }, { schema: { A: schema } }, 'schema'],
  ])('%s', async (_, desired, options, kind, allowing) => {
    const { config, fake } = deploy(there)
    const plan = await config.plan(desired, options)
    expect(plan.problems.map(problem => problem.kind)).toContain(kind)
    expect(inspect(plan) + JSON.stringify(plan)).not.toContain('s3cr3t-value')
    await expect(config.apply(plan)).rejects.toThrow(/The plan has problems: /)
    expect(fake.requests.filter(({ method }) => method === 'POST')).toEqual([])
    if (allowing) expect((await config.plan(desired, allowing)).problems).toEqual([])
  })
})

test.each([
  'CONVEX_DEPLOY_KEY',
  'CONVEX_PROD_DEPLOY_KEY',
  'CONVEX_ACCESS_TOKEN',
  'CONVEX_OVERRIDE_ACCESS_TOKEN',
  'CONVEX_PLAN_KEY',
  'CONVEX_SELF_HOSTED_ADMIN_KEY',
  'NEXT_PUBLIC_CONVEX_URL',
])('%s is left out of a plan', async name => {
  const plan = await deploy({}).config.plan({ A: '1', [name]: 'x' })
  expect(plan.environment).toMatchObject({ leftOut: [name], changes: [{ name: 'A' }], problems: [] })
})

test.each(['prod|x', 'https://a:b|c', 'prod: a|b', 'production:a|b', 'note: prod:a|b'])(
  'a value that is no key is no problem: %s',
  async value => {
    expect((await deploy({}).config.plan({ A: value })).problems).toEqual([])
  },
)

/** The problems of a plan for `A`, and for what else is desired. */
async function problemsOf(desired: Record<string, string | null>, options: PlanDeploymentOptions = {}) {
  return (await deploy({ A: 'old', B: 'old', C: 'old' }).config.plan(desired, options)).problems
}

test('a problem says what it is and what to do', async () => {
  const messages = async (...given: Parameters<typeof problemsOf>) =>
    (await problemsOf(...given)).map(({ message }) => message)
  expect(await messages({ A: '2' }, { protect: 'A' })).toEqual(['is protected, and would change'])
  expect(await messages({ A: 'TODO' })).toEqual([
    'looks like a placeholder. Pass `allowPlaceholders` to allow it',
  ])
  expect(await messages({ A: '2', B: null, C: null }, { maxRemovals: 1 })).toEqual([
    '2 variables would be removed, and at most 1 may be: see `maxRemovals`',
  ])
  expect(await messages({ D: '1' }, { limits: { variables: 3, bytes: 13 } })).toEqual([
    '4 variables would be there, and at most 3 may be: see `limits`',
    '14 bytes of names and values would be there, and at most 13 may be: see `limits`',
  ])
})

test('an apply is refused with every problem of the plan', async () => {
  const { config } = deploy()
  const plan = await config.plan({ A: '', B: 'TODO' })
  expect(await failureOf(config.apply(plan))).toMatchObject({
    message:
      'The plan has problems: A is empty (did a pipe fail?). Pass `allowEmpty` to allow it; ' +
      'B looks like a placeholder. Pass `allowPlaceholders` to allow it.',
    option: 'plan',
  })
})

test('what just fits is no problem', async () => {
  expect(await problemsOf({ D: '1' }, { limits: { variables: 4, bytes: 14 } })).toEqual([])
  expect(await problemsOf({ A: '2', B: null }, { maxRemovals: 1 })).toEqual([])
})

describe('a schema', () => {
  const schema = (...messages: string[]): ValueSchema => ({
    '~standard': {
      validate: () => (messages.length > 0 ? { issues: messages.map(message => ({ message })) } : {}),
    },
  })

  test('says what it has to say, without the value', async () => {
    expect(
      await problemsOf({ A: 'hunter2-hunter2' }, { schema: { A: schema('no hunter2-hunter2', 'no') } }),
    ).toEqual([
      {
        section: 'environment',
        kind: 'schema',
        name: 'A',
        message: 'does not fit its schema: no [redacted]; no',
      },
    ])
  })

  test('is not repeated where the value is so short that it cannot be told from the words', async () => {
    expect(await problemsOf({ A: 'no' }, { schema: { A: schema('no no') } })).toEqual([
      { section: 'environment', kind: 'schema', name: 'A', message: 'does not fit its schema' },
    ])
  })

  test('that is content is no problem, with issues or without', async () => {
    const content: ValueSchema = { '~standard': { validate: async () => ({ issues: [] }) } }
    expect(await problemsOf({ A: '1', B: '2' }, { schema: { A: schema(), B: content } })).toEqual([])
  })

  test('is not asked about what is removed, stays, or belongs to another name', async () => {
    const never = schema('never')
    expect(
      await problemsOf({ A: null, B: 'old', D: '1' }, { schema: { A: never, B: never, C: never } }),
    ).toEqual([])
  })
})
