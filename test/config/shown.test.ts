import { expect, test } from 'vitest'
import {
  createOnly,
  formatPlan,
  type PlanContent,
  type PlanDeploymentOptions,
} from '../../src/config/index.js'
import { deploy } from './deploying.js'
import { target } from './sections/deployment.js'

test('a value that is made when the plan is applied is announced, and has no size', async () => {
  const { config } = deploy()
  const plan = await config.plan({ PEPPER: createOnly(() => 'made') })
  expect(formatPlan(plan)).toBe(
    '+ PEPPER  will be made: a value that a function makes\nPlan: 1 to create, 0 to change, 0 to remove.',
  )
  await config.apply(plan)
  expect(formatPlan(plan)).not.toContain('4 B')
})

test('how full a deployment becomes is told from four fifths of a limit on', async () => {
  const full = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`V${index}`, 'x']))
  const almost = deploy(full(409))
  expect(formatPlan(await almost.config.plan({ A: '1' }))).toContain(
    '= 410 of 512 variables, 1.9 of 512 KiB\n',
  )
  const less = deploy(full(300))
  expect(formatPlan(await less.config.plan({ A: '1' }))).not.toContain('of 512')
})

test.each<[string, Required<PlanDeploymentOptions>['limits'], string | undefined]>([
  ['at four fifths of the variables, not yet', { variables: 5 }, undefined],
  ['above four fifths of the variables', { variables: 4 }, '= 4 of 4 variables, 0.0 of 512 KiB'],
  ['at four fifths of the bytes, not yet', { bytes: 10 }, undefined],
  ['above four fifths of the bytes', { bytes: 9 }, '= 4 of 512 variables, 0.0 of 0.0 KiB'],
])('how full a deployment becomes is told near to a limit: %s', async (_, limits, line) => {
  const { config } = deploy({ B: '1', C: '1', D: '1' })
  const lines = formatPlan(await config.plan({ A: '1' }, { limits })).split('\n')
  expect(lines.find(one => one.includes(' KiB'))).toBe(line)
})

test('how full a deployment is, is not told where nothing changes', async () => {
  const { config } = deploy({ A: '1' })
  expect(formatPlan(await config.plan({ A: '1' }, { limits: { variables: 1 } }))).toBe(
    '= 1 unchanged\nNo changes.',
  )
})

test('a problem of a whole section begins with its name', async () => {
  const { fake, plan } = target()
  fake.state.keys = [{ token: fake.token, permissions: ['deployment:env:view'] }]
  expect(formatPlan(await plan({ environment: {}, usageLimits: [] }))).toBe(
    'Problem: usageLimits cannot be read: the key may not read it (OperationNotPermitted)\nNo changes.',
  )
})

test('several settings that could not be compared are named in one line, and what is hidden by its fingerprints alone', async () => {
  const saved = (await target().plan({ logStreams: {} })).toJSON()
  const plan: PlanContent = {
    ...saved,
    logStreams: {
      ...saved.logStreams,
      changes: [
        {
          action: 'update',
          name: 'webhook',
          before: {},
          after: {},
          hidden: [{ name: 'token', fingerprintBefore: 'abcdef', fingerprintAfter: '012345' }],
        },
      ],
      uncompared: [{ name: 'axiom', settings: ['apiKey', 'other'] }],
    },
  }
  expect(formatPlan(plan).split('\n').slice(0, 2)).toEqual([
    '~ logStreams.webhook  token abcd→0123',
    '! logStreams.axiom: apiKey, other could not be compared, as the deployment does not tell it: see `resendKeys`',
  ])
})
