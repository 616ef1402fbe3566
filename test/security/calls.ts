import type { FleetPlan, FleetResult } from '../../src/config/index.js'
import type { CreateLogStream, DeploymentClient } from '../../src/index.js'
import { OPERATIONS, sendRaw } from '../support/calls.js'
import { LIMIT_CONFIG as LIMIT } from '../support/samples.js'
import type { Library } from './library.js'
import { odd, plain, TOKEN } from './markers.js'

/** Ids of what the fake holds. */
export interface Ids {
  readonly stream: string
  readonly webhook: string
  readonly limit: string
}

/** One call of a method, with secrets in every place that takes one. */
export interface Call {
  /** The method as the client has it, such as `env.set`. */
  readonly method: string
  /** What tells it from other calls of that method. */
  readonly about?: string
  readonly run: (client: DeploymentClient, ids: Ids, library: Library) => Promise<unknown>
}

const VALUES = {
  PLAIN: plain('Value'),
  ODD: odd('Value'),
  URL: 'postgres://xq7zk:xq7zk@db.example/x?y=xq7zk',
}
const CONFIG = { environment: VALUES }

/** A log stream of every kind whose settings hold a secret. */
const STREAMS: readonly CreateLogStream[] = [
  { logStreamType: 'datadog', siteLocation: 'EU', ddApiKey: plain('Datadog'), ddTags: [] },
  { logStreamType: 'webhook', url: `https://logs.example/${plain('Webhook')}`, format: 'json' },
  { logStreamType: 'axiom', apiKey: odd('Axiom'), datasetName: 'logs', attributes: [] },
  { logStreamType: 'sentry', dsn: `https://${plain('Sentry')}@sentry.example/1` },
  { logStreamType: 'postHogLogs', apiKey: plain('PostHog') },
  { logStreamType: 'postHogErrorTracking', apiKey: odd('PostHog') },
]

const FACADE: readonly Call[] = [
  { method: 'env.list', run: ({ env }) => env.list() },
  { method: 'env.get', run: ({ env }) => env.get('HELD') },
  { method: 'env.set', run: ({ env }) => env.set(VALUES) },
  { method: 'env.unset', run: ({ env }) => env.unset(['HELD']) },
  {
    method: 'env.update',
    run: ({ env }) => env.update([...changesTo(VALUES), { name: 'HELD', value: null }]),
  },
  {
    method: 'planDeployment',
    run: (client, _, library) => library.planDeployment(client, CONFIG, { planKey: odd('PlanKey') }),
  },
  {
    method: 'applyPlan',
    run: async (client, _, { applyPlan, planDeployment }) =>
      applyPlan(client, await planDeployment(client, { environment: { ...VALUES, HELD: null } })),
  },
  {
    method: 'applyPlan',
    about: 'blind',
    run: async (client, _, { applyPlan, planDeployment }) =>
      applyPlan(client, await planDeployment(client, CONFIG, { blind: true })),
  },
  {
    method: 'planDeployment',
    about: 'values that create only',
    run: (client, _, { createOnly, planDeployment }) =>
      planDeployment(client, { environment: { NEW: createOnly(odd('CreateOnly')) } }),
  },
  {
    method: 'planDeployment',
    about: 'schemas that quote',
    run: (client, _, { planDeployment }) =>
      planDeployment(client, CONFIG, { schema: { PLAIN: quoting, ODD: quoting, URL: quoting } }),
  },
  {
    method: 'applyPlan',
    about: 'stale',
    run: async (client, _, { applyPlan, planDeployment }) => {
      const environment = { ...VALUES, HELD: plain('Next') }
      const plan = await planDeployment(client, { environment })
      await client.env.set({ HELD: plain('Moved') })
      return applyPlan(client, plan)
    },
  },
  {
    method: 'applyPlan',
    about: 'saved, from another config',
    run: async (client, _, { applyPlan, planDeployment }) => {
      const config = { environment: { ...VALUES, PLAIN: odd('Other') } }
      return applyPlan(client, JSON.stringify(await planDeployment(client, CONFIG)), { config })
    },
  },
  {
    method: 'applyPlan',
    about: 'saved, with another key',
    run: async (client, _, { applyPlan, planDeployment }) => {
      const plan = await planDeployment(client, CONFIG, { planKey: odd('PlanKey') })
      return applyPlan(client, JSON.stringify(plan), { config: CONFIG, planKey: odd('OtherKey') })
    },
  },
  { method: 'planAll', run: (client, _, library) => settled(library.planAll([client], CONFIG)) },
  {
    method: 'applyAll',
    run: async (client, _, { applyAll, planDeployment }) => {
      const plan = await planDeployment(client, CONFIG, { blind: true })
      return settled(applyAll([{ status: 'planned', client, plan }]))
    },
  },
  { method: 'canonicalUrls.get', run: ({ canonicalUrls }) => canonicalUrls.get() },
  {
    method: 'canonicalUrls.set',
    run: ({ canonicalUrls }) => canonicalUrls.set('convexCloud', 'https://api.example'),
  },
  { method: 'canonicalUrls.reset', run: ({ canonicalUrls }) => canonicalUrls.reset('convexSite') },
  { method: 'logStreams.list', run: ({ logStreams }) => logStreams.list() },
  { method: 'logStreams.get', run: ({ logStreams }, { webhook }) => logStreams.get(webhook) },
  ...STREAMS.flatMap((config): Call[] => [
    {
      method: 'logStreams.create',
      about: config.logStreamType,
      run: ({ logStreams }) => logStreams.create(config),
    },
    {
      method: 'logStreams.update',
      about: config.logStreamType,
      run: ({ logStreams }, { stream }) => logStreams.update(stream, config),
    },
  ]),
  { method: 'logStreams.delete', run: ({ logStreams }, { stream }) => logStreams.delete(stream) },
  {
    method: 'logStreams.rotateSecret',
    run: ({ logStreams }, { webhook }) => logStreams.rotateSecret(webhook),
  },
  { method: 'usage.current', run: ({ usage }) => usage.current() },
  { method: 'usageLimits.list', run: ({ usageLimits }) => usageLimits.list() },
  {
    method: 'usageLimits.create',
    run: ({ usageLimits }) => usageLimits.create({ ...LIMIT, window: 'month' }),
  },
  { method: 'usageLimits.update', run: ({ usageLimits }, { limit }) => usageLimits.update(limit, LIMIT) },
  { method: 'usageLimits.delete', run: ({ usageLimits }, { limit }) => usageLimits.delete(limit) },
  { method: 'auditLog.events', run: ({ auditLog }) => auditLog.events({ from: 0 }).next() },
  { method: 'auditLog.page', run: ({ auditLog }) => auditLog.page({ from: 0 }) },
  { method: 'dataSync.pages', run: ({ dataSync }) => dataSync.pages().next() },
  { method: 'dataSync.active', run: ({ dataSync }) => dataSync.active().next() },
  { method: 'ready', run: client => client.ready() },
  { method: 'info', run: client => client.info() },
  { method: 'pause', run: client => client.pause() },
  { method: 'unpause', run: client => client.unpause() },
]

/** A Standard Schema that nothing fits, and that says so by quoting. */
const quoting = {
  '~standard': {
    validate: (value: unknown) => ({
      issues: [{ message: `got ${value}` }, { message: `got ${JSON.stringify(value)}` }],
    }),
  },
}

/** The bodies of the operations that take secrets. */
const SECRET_BODIES: { readonly [operation: string]: object } = {
  'v1 updateEnvironmentVariables': { changes: changesTo(VALUES) },
  'v1 createLogStream': { logStreamType: 'postHogLogs', apiKey: plain('Raw') },
  'v1 updateLogStream': { logStreamType: 'sentry', dsn: plain('Raw') },
  'v1-beta updateEnvironmentVariables': { changes: changesTo(VALUES) },
}

/** Every operation of the documents, through the path client of its contract. */
const RAW: readonly Call[] = OPERATIONS.map(operation => {
  const { contract, id, route, body, path } = operation
  const client = contract === 'v1' ? 'v1' : 'v1Beta'
  return {
    method: `raw.${client}.${route.replace(/ .*/, '')}`,
    about: id,
    run: ({ raw }, { stream }) =>
      sendRaw(raw[client], {
        ...operation,
        ...(path && { path: { id: stream } }),
        body: SECRET_BODIES[`${contract} ${id}`] ?? body,
      }),
  }
})

/** Every call that reaches a server. */
export const CALLS: readonly Call[] = [...FACADE, ...RAW]

/** Calls that are refused before anything is sent, with secrets where the fault is. */
export const REFUSED: readonly Call[] = [
  { method: 'env.set', about: 'too long', run: ({ env }) => env.set({ A: odd('Long').repeat(400) }) },
  { method: 'env.set', about: 'reserved', run: ({ env }) => env.set({ CONVEX_SITE_URL: plain('Reserved') }) },
  { method: 'env.set', about: 'invalid name', run: ({ env }) => env.set({ '2A': odd('Name') }) },
  { method: 'env.set', about: 'lone surrogate', run: ({ env }) => env.set({ A: `${plain('Half')}\ud800` }) },
  { method: 'env.set', about: 'an array', run: ({ env }) => untyped(env.set, { A: [odd('Array')] }) },
  {
    method: 'env.set',
    about: 'an object',
    run: ({ env }) => untyped(env.set, { A: { b: plain('Object') } }),
  },
  { method: 'env.set', about: 'no record', run: ({ env }) => untyped(env.set, plain('String')) },
  { method: 'env.set', about: 'an odd prototype', run: ({ env }) => env.set(Object.create(VALUES)) },
  { method: 'env.unset', about: 'no array', run: ({ env }) => untyped(env.unset, plain('String')) },
  {
    method: 'env.update',
    about: 'twice',
    run: ({ env }) => env.update([...changesTo(VALUES), ...changesTo(VALUES)]),
  },
  {
    method: 'env.update',
    about: 'undefined',
    run: ({ env }) => untyped(env.update, [...changesTo(VALUES), { name: 'A', value: undefined }]),
  },
  {
    method: 'planDeployment',
    about: 'an array',
    run: (client, _, library) =>
      untyped(library.planDeployment, client, { environment: { A: [odd('Array')] } }),
  },
  {
    method: 'planDeployment',
    about: 'a section that is a value',
    run: (client, _, library) => untyped(library.planDeployment, client, { [odd('Section')]: VALUES }),
  },
  {
    method: 'planDeployment',
    about: 'an option that is a key',
    run: (client, _, library) => untyped(library.planDeployment, client, CONFIG, { [TOKEN]: true }),
  },
  {
    method: 'planDeployment',
    about: 'options of other calls',
    run: (client, _, library) => untyped(library.planDeployment, client, CONFIG, { token: TOKEN }),
  },
  {
    method: 'planDeployment',
    about: 'short key',
    run: (client, _, library) => library.planDeployment(client, CONFIG, { planKey: plain('K') }),
  },
  {
    method: 'planDeployment',
    about: 'blind removal',
    run: (client, _, library) =>
      library.planDeployment(client, { environment: { ...VALUES, A: null } }, { blind: true }),
  },
  {
    method: 'applyPlan',
    about: 'no plan',
    run: (client, _, library) => library.applyPlan(client, odd('Plan'), { config: CONFIG }),
  },
  {
    method: 'applyPlan',
    about: 'problems',
    run: async (client, _, { applyPlan, planDeployment }) => {
      const environment = { ...VALUES, A: '', '2A': plain('Name') }
      return applyPlan(client, await planDeployment(client, { environment }))
    },
  },
  {
    method: 'canonicalUrls.set',
    about: 'no address',
    run: ({ canonicalUrls }) => canonicalUrls.set('convexCloud', odd('Address')),
  },
  {
    method: 'logStreams.create',
    about: 'no kind',
    run: ({ logStreams }) => untyped(logStreams.create, { logStreamType: 'x', apiKey: plain('Kind') }),
  },
  {
    method: 'logStreams.create',
    about: 'an array',
    run: ({ logStreams }) => untyped(logStreams.create, { logStreamType: 'axiom', apiKey: [odd('Array')] }),
  },
  {
    method: 'logStreams.update',
    about: 'undefined',
    run: ({ logStreams }) =>
      untyped(logStreams.update, 'k1', { logStreamType: 'sentry', dsn: plain('Sentry'), tags: undefined }),
  },
  {
    method: 'raw.v1Beta.GET',
    about: 'no operation',
    run: ({ raw }) => untyped(raw.v1Beta.GET, `/${plain('Path')}`),
  },
  {
    method: 'raw.v1.POST',
    about: 'undefined',
    run: ({ raw }) =>
      untyped(raw.v1.POST, '/update_environment_variables', {
        body: { changes: [...changesTo(VALUES), { name: 'A', value: undefined }] },
      }),
  },
  {
    method: 'raw.v1.POST',
    about: 'cyclic',
    run: ({ raw }) => {
      const changes: unknown[] = changesTo(VALUES)
      changes.push(changes)
      return untyped(raw.v1.POST, '/update_environment_variables', { body: { changes } })
    },
  },
]

function changesTo(values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([name, value]) => ({ name, value }))
}

/** A call as a caller without types makes it. */
async function untyped(method: (...parameters: never[]) => unknown, ...given: unknown[]): Promise<unknown> {
  return Reflect.apply(method, undefined, given)
}

/** What an iteration over deployments came to, as one settled call. */
async function settled(outcomes: AsyncIterable<FleetPlan | FleetResult>): Promise<unknown> {
  const found = []
  for await (const outcome of outcomes) found.push(outcome)
  for (const outcome of found) if (outcome.status === 'failed') throw outcome.error
  return found
}
