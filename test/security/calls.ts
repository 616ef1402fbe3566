import type { DeploymentConfig, FleetPlan, FleetResult } from '../../src/config/index.js'
import type { CreateLogStream, DeploymentClient } from '../../src/index.js'
import { OPERATIONS, sendRaw } from '../support/calls.js'
import { LIMIT_CONFIG as LIMIT } from '../support/samples.js'
import type { Library } from './library.js'
import { odd, plain, planKey, TOKEN } from './markers.js'

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

const { metric, window, limitType } = LIMIT
const IDENTITY = { metric, window, limitType }

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
  {
    logStreamType: 's3Export',
    bucket: 'otters',
    region: 'eu-west-1',
    accessKeyId: 'AKIA2345',
    secretAccessKey: odd('Amazon'),
    period: 'daily',
  },
]

const FACADE = callsOf({
  'env.list': ({ env }) => env.list(),
  'env.get': ({ env }) => env.get('HELD'),
  'env.set': ({ env }) => env.set(VALUES),
  'env.unset': ({ env }) => env.unset(['HELD']),
  'env.update': ({ env }) => env.update([...changesTo(VALUES), { name: 'HELD', value: null }]),
  planDeployment: (client, _, library) =>
    library.planDeployment(client, CONFIG, { planKey: planKey('PlanKey') }),
  applyPlan: async (client, _, { applyPlan, planDeployment }) =>
    applyPlan(client, await planDeployment(client, { environment: { ...VALUES, HELD: null } })),
  'applyPlan: blind': async (client, _, { applyPlan, planDeployment }) =>
    applyPlan(client, await planDeployment(client, CONFIG, { blind: true })),
  'planDeployment: values that create only': (client, _, { createOnly, planDeployment }) =>
    planDeployment(client, { environment: { NEW: createOnly(odd('CreateOnly')) } }),
  'planDeployment: schemas that quote': (client, _, { planDeployment }) =>
    planDeployment(client, CONFIG, { schema: { PLAIN: quoting, ODD: quoting, URL: quoting } }),
  'applyPlan: stale': async (client, _, { applyPlan, planDeployment }) => {
    const plan = await planDeployment(client, { environment: { ...VALUES, HELD: plain('Next') } })
    await client.env.set({ HELD: plain('Moved') })
    return applyPlan(client, plan)
  },
  'applyPlan: saved, from another config': async (client, _, { applyPlan, planDeployment }) => {
    const config = { environment: { ...VALUES, PLAIN: odd('Other') } }
    return applyPlan(client, JSON.stringify(await planDeployment(client, CONFIG)), { config })
  },
  'applyPlan: saved, with another key': async (client, _, { applyPlan, planDeployment }) => {
    const plan = await planDeployment(client, CONFIG, { planKey: planKey('PlanKey') })
    return applyPlan(client, JSON.stringify(plan), { config: CONFIG, planKey: planKey('OtherKey') })
  },
  'planDeployment: every section': (client, _, { planDeployment }) => planDeployment(client, sections()),
  'applyPlan: every section': async (client, _, { applyPlan, planDeployment }) =>
    applyPlan(client, await planDeployment(client, sections(), { resendKeys: true, maxRemovals: 99 })),
  planAll: (client, _, library) => settled(library.planAll([client], CONFIG)),
  applyAll: async (client, _, { applyAll, planDeployment }) => {
    const plan = await planDeployment(client, CONFIG, { blind: true })
    return settled(applyAll([{ status: 'planned', client, plan }]))
  },
  'canonicalUrls.get': ({ canonicalUrls }) => canonicalUrls.get(),
  'canonicalUrls.set': ({ canonicalUrls }) => canonicalUrls.set('convexCloud', 'https://api.example'),
  'canonicalUrls.reset': ({ canonicalUrls }) => canonicalUrls.reset('convexSite'),
  'logStreams.list': ({ logStreams }) => logStreams.list(),
  'logStreams.get': ({ logStreams }, { webhook }) => logStreams.get(webhook),
  ...Object.fromEntries(
    STREAMS.flatMap((config): [string, Call['run']][] => [
      [`logStreams.create: ${config.logStreamType}`, ({ logStreams }) => logStreams.create(config)],
      [
        `logStreams.update: ${config.logStreamType}`,
        ({ logStreams }, { stream }) => logStreams.update(stream, config),
      ],
      [`logStreams.ensure: ${config.logStreamType}`, ({ logStreams }) => logStreams.ensure(config)],
    ]),
  ),
  'logStreams.delete': ({ logStreams }, { stream }) => logStreams.delete(stream),
  'logStreams.rotateSecret': ({ logStreams }, { webhook }) => logStreams.rotateSecret(webhook),
  'logStreams.replaceSecret': ({ logStreams }, { webhook }) =>
    logStreams.replaceSecret(webhook, () => plain('Stored')),
  'logStreams.ready': ({ logStreams }, { webhook }) => logStreams.ready(webhook),
  'logStreams.restart': ({ logStreams }, { webhook }) => logStreams.restart(webhook),
  'usage.current': ({ usage }) => usage.current(),
  'usageLimits.list': ({ usageLimits }) => usageLimits.list(),
  'usageLimits.create': ({ usageLimits }) => usageLimits.create({ ...LIMIT, window: 'month' }),
  'usageLimits.update': ({ usageLimits }, { limit }) => usageLimits.update(limit, LIMIT),
  'usageLimits.delete': ({ usageLimits }, { limit }) => usageLimits.delete(limit),
  'usageLimits.set': ({ usageLimits }) => usageLimits.set({ ...LIMIT, window: 'month' }),
  'usageLimits.remove': ({ usageLimits }) => usageLimits.remove(IDENTITY),
  'auditLog.follow': ({ auditLog }) => auditLog.follow({ from: 0 }).next(),
  'auditLog.events': ({ auditLog }) => auditLog.events({ from: 0 }).next(),
  'auditLog.page': ({ auditLog }) => auditLog.page({ from: 0 }),
  'dataSync.pages': ({ dataSync }) => dataSync.pages().next(),
  'dataSync.active': ({ dataSync }) => dataSync.active().next(),
  'dataSync.get': ({ dataSync }) => dataSync.get('3f0c2b1a'),
  ready: client => client.ready(),
  info: client => client.info(),
  pause: client => client.pause(),
  unpause: client => client.unpause(),
})

/** A config with a secret in each section that takes one. */
function sections(): DeploymentConfig {
  return {
    environment: VALUES,
    canonicalUrls: { convexCloud: 'https://api.example', convexSite: null },
    usageLimits: [{ ...LIMIT, window: 'month' }],
    logStreams: Object.fromEntries(
      STREAMS.map(({ logStreamType, ...settings }) => [logStreamType, settings]),
    ),
    paused: true,
  }
}

/** A Standard Schema that nothing fits, and that says so by quoting. */
const quoting = {
  '~standard': {
    validate: (value: unknown) => ({
      issues: [{ message: `got ${value}` }, { message: `got ${JSON.stringify(value)}` }],
    }),
  },
}

/** The bodies of the operations that take secrets. */
export const SECRET_BODIES: { readonly [operation: string]: object } = {
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
export const REFUSED: readonly Call[] = callsOf({
  'env.set: too long': ({ env }) => env.set({ A: odd('Long').repeat(400) }),
  'env.set: reserved': ({ env }) => env.set({ CONVEX_SITE_URL: plain('Reserved') }),
  'env.set: lone surrogate': ({ env }) => env.set({ A: `${plain('Half')}\ud800` }),
  'env.set: an array': ({ env }) => untyped(env.set, { A: [odd('Array')] }),
  'env.set: an object': ({ env }) => untyped(env.set, { A: { b: plain('Object') } }),
  'env.set: no record': ({ env }) => untyped(env.set, plain('String')),
  'env.set: an odd prototype': ({ env }) => env.set(Object.create(VALUES)),
  'env.unset: no array': ({ env }) => untyped(env.unset, plain('String')),
  'env.update: twice': ({ env }) => env.update([...changesTo(VALUES), ...changesTo(VALUES)]),
  'env.update: undefined': ({ env }) =>
    untyped(env.update, [...changesTo(VALUES), { name: 'A', value: undefined }]),
  'planDeployment: an array': (client, _, library) =>
    untyped(library.planDeployment, client, { environment: { A: [odd('Array')] } }),
  'planDeployment: a section that is a value': (client, _, library) =>
    untyped(library.planDeployment, client, { [odd('Section')]: VALUES }),
  'planDeployment: an option that is a key': (client, _, library) =>
    untyped(library.planDeployment, client, CONFIG, { [TOKEN]: true }),
  'planDeployment: options of other calls': (client, _, library) =>
    untyped(library.planDeployment, client, CONFIG, { token: TOKEN }),
  'planDeployment: short key': (client, _, library) =>
    library.planDeployment(client, CONFIG, { planKey: plain('K') }),
  'planDeployment: blind removal': (client, _, library) =>
    library.planDeployment(client, { environment: { ...VALUES, A: null } }, { blind: true }),
  'applyPlan: no plan': (client, _, library) => library.applyPlan(client, odd('Plan'), { config: CONFIG }),
  'applyPlan: problems': async (client, _, { applyPlan, planDeployment }) => {
    const environment = { ...VALUES, A: '', '2A': plain('Name') }
    return applyPlan(client, await planDeployment(client, { environment }))
  },
  'canonicalUrls.set: no address': ({ canonicalUrls }) => canonicalUrls.set('convexCloud', odd('Address')),
  'logStreams.create: no kind': ({ logStreams }) =>
    untyped(logStreams.create, { logStreamType: 'x', apiKey: plain('Kind') }),
  'logStreams.create: an array': ({ logStreams }) =>
    untyped(logStreams.create, { logStreamType: 'axiom', apiKey: [odd('Array')] }),
  'logStreams.ensure: an array': ({ logStreams }) =>
    untyped(logStreams.ensure, { logStreamType: 'axiom', apiKey: [odd('Array')] }),
  'logStreams.update: undefined': ({ logStreams }) =>
    untyped(logStreams.update, 'k1', { logStreamType: 'sentry', dsn: plain('Sentry'), tags: undefined }),
  'raw.v1Beta.GET: no operation': ({ raw }) => untyped(raw.v1Beta.GET, `/${plain('Path')}`),
  'raw.v1.POST: undefined': ({ raw }) => {
    const changes = [...changesTo(VALUES), { name: 'A', value: undefined }]
    return untyped(raw.v1.POST, '/update_environment_variables', { body: { changes } })
  },
  'raw.v1.POST: cyclic': ({ raw }) => {
    const changes: unknown[] = changesTo(VALUES)
    changes.push(changes)
    return untyped(raw.v1.POST, '/update_environment_variables', { body: { changes } })
  },
})

/** Calls by method and, behind a colon, by what they are about. */
function callsOf(runs: Readonly<Record<string, Call['run']>>): Call[] {
  return Object.entries(runs).map(([name, run]) => {
    const [method = '', about] = name.split(': ')
    return { method, run, ...(about && { about }) }
  })
}

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
