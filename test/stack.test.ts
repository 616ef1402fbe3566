import { expect, test } from 'vitest'
import {
  applyAll,
  applyPlan,
  createOnly,
  type FleetPlan,
  type FleetResult,
  planAll,
  planDeployment,
} from '../src/config/index.js'
import {
  createDeploymentClientFromEnvironment,
  type DeploymentClient,
  isDeploymentError,
} from '../src/index.js'
import { createClient, deployment, TOKEN } from './support/deployment.js'
import { answering, json, listed } from './support/recorder.js'
import { failureOf } from './support/settling.js'

const forbidden = json({ code: 'OperationNotPermitted', message: 'no' }, { status: 403 })
const page = json({ items: [], pagination: { hasMore: true, nextCursor: 'next' } })

/** The frames of an error's stack, nearest first. */
function framesOf(error: unknown): string[] {
  if (!isDeploymentError(error)) throw error
  const [head, ...frames] = `${error.stack}`.split('\n')
  expect(head).toBe(`${error.name}: ${error.message}`)
  return frames
}

const CALLS: readonly [
  title: string,
  call: (client: DeploymentClient) => Promise<unknown>,
  ...answers: (Response | Error)[],
][] = [
  ['a call that is refused', ({ env }) => env.set({ '2FAST': 'x' })],
  ['a call that the deployment refuses', ({ env }) => env.list(), forbidden],
  ['a call without a connection', ({ env }) => env.get('A'), new TypeError('fetch failed')],
  ['a call with an answer that does not fit', ({ usageLimits }) => usageLimits.list(), json({})],
  ['a call of the client itself', client => client.pause(), forbidden],
  ['a wait until the deployment is ready', client => client.ready(), forbidden],
  ['the first step of an iteration', ({ auditLog }) => auditLog.events({ from: 0 }).next(), forbidden],
  ['a later page of an iteration', ({ auditLog }) => auditLog.events({ from: 0 }).next(), page, forbidden],
  ['a loop over an iteration', ({ dataSync }) => exhaust(dataSync.pages()), forbidden],
  ['a raw call', ({ raw }) => raw.v1.GET('/deployment_info'), forbidden],
  [
    'a raw call of the published contract',
    ({ raw }) => raw.v1Beta.POST('/list_environment_variables'),
    forbidden,
  ],
]

test.each(CALLS)('the stack of an error begins where the caller called: %s', async (_, call, ...answers) => {
  const client = deployment({ fetch: answering(...answers).fetch, retry: false })
  const [nearest] = framesOf(await failureOf(call(client)))
  expect(nearest).toContain(import.meta.filename)
})

test.each<[title: string, create: () => unknown]>([
  ['from options', () => createClient({ token: TOKEN, timeout: 0 })],
  ['from variables', () => createDeploymentClientFromEnvironment({ env: {} })],
])('the stack of an error begins where a client was to be created %s', async (_, create) => {
  const [nearest] = framesOf(await failureOf((async () => create())()))
  expect(nearest).toContain(import.meta.filename)
})

test('a stack goes on with the callers of the caller', async () => {
  const inner = () => deployment({ fetch: answering(forbidden).fetch }).env.list()
  const outer = () => inner()
  const frames = framesOf(await failureOf(outer()))
  expect(frames.slice(0, 2)).toEqual([
    expect.stringContaining('at inner '),
    expect.stringContaining('at outer '),
  ])
})

test.each<[title: string, call: (client: DeploymentClient) => unknown]>([
  ['a plan', client => planDeployment(client, { environment: { A: undefined as never } })],
  ['a plan that may not read', client => planDeployment(client, { environment: { A: '1' } })],
  ['an apply', client => applyPlan(client, '{}', { config: { environment: {} } })],
  ['a value that is created only', () => createOnly(1 as never)],
  ['many plans', client => planAll([client], { environment: {} }, { concurrency: 0 })],
  ['many applies', () => applyAll([], { concurrency: 0 })],
  ['one of many plans', async client => errorIn(planAll([client], { environment: { A: '1' } }))],
  ['one of many applies', async client => errorIn(applyAll([await planned(client)]))],
])('the stack of an error begins where the caller called: %s', async (_, call) => {
  const client = deployment({ fetch: answering(forbidden).fetch, retry: false })
  const [nearest] = framesOf(await failureOf((async () => call(client))()))
  expect(nearest).toContain(import.meta.filename)
})

/** A plan of one of many deployments, which its deployment then refuses. */
async function planned(client: DeploymentClient): Promise<FleetPlan> {
  const plan = await planDeployment(client, { environment: { A: '1' } }, { blind: true })
  return { status: 'planned', client, plan }
}

async function errorIn(results: AsyncIterable<FleetPlan | FleetResult>): Promise<never> {
  for await (const result of results) if (result.status === 'failed') throw result.error
  throw new Error('All succeeded.')
}

test('the reason of an abort keeps its own stack', async () => {
  const reason = new Error('enough')
  const { stack } = reason
  const { env } = deployment({ fetch: answering(listed()).fetch })
  expect(await failureOf(env.list({ signal: AbortSignal.abort(reason) }))).toBe(reason)
  expect(reason.stack).toBe(stack)
})

async function exhaust(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}
