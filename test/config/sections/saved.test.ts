import { expect, test } from 'vitest'
import { applyPlan, type DeploymentConfig } from '../../../src/config/index.js'
import { failureOf } from '../../support/settling.js'
import { target } from './deployment.js'

const WEBHOOK = { url: 'https://logs.example.com', format: 'jsonl' } as const

test.each<[string, DeploymentConfig, DeploymentConfig]>([
  [
    'keeps what the plan removes',
    { environment: { A: '1' }, logStreams: { webhook: null } },
    { environment: { A: '1' }, logStreams: { webhook: { keep: true } } },
  ],
  [
    'keeps a variable that the plan removes',
    { environment: { A: '1', B: null } },
    { environment: { A: '1', B: { keep: true } } },
  ],
  [
    'leaves a section out that was there, and empty',
    { environment: { A: '1' }, logStreams: {} },
    { environment: { A: '1' } },
  ],
  ['has an empty section more', { environment: { A: '1' } }, { environment: { A: '1' }, logStreams: {} }],
  ['has no variables rather than none at all', { paused: true }, { environment: {}, paused: true }],
  ['leaves the variables out', { environment: {}, paused: true }, { paused: true }],
])('a saved plan is refused with a config that %s', async (_, config, other) => {
  const { client, plan, fake } = target({ environment: { B: '1' }, logStreams: { webhook: WEBHOOK } })
  const text = JSON.stringify(await plan(config))
  const requests = fake.requests.length
  expect(await failureOf(applyPlan(client, text, { config: other }))).toMatchObject({
    option: 'config',
    message: 'The desired values are not those that the plan was made from. Make a new plan.',
  })
  expect(fake.requests).toHaveLength(requests)
  expect(await applyPlan(client, text, { config })).toMatchObject({ status: 'applied' })
})
