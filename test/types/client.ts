// Never run: the compiler checks that what is right compiles, and that what is wrong does not.
import {
  applyAll,
  applyPlan,
  createOnly,
  type DeploymentConfig,
  type DeploymentPlan,
  planAll,
  planDeployment,
  type SavedPlan,
} from '../../src/config/index.js'
import type { CreateLogStream, DeploymentClient } from '../../src/index.js'

declare const deployment: DeploymentClient
declare function expectType<Expected>(value: Expected): void

// @ts-expect-error a client is read-only
deployment.url = 'https://example.com'

// Plans
declare const config: DeploymentConfig
declare const plan: DeploymentPlan
declare const saved: SavedPlan
const environment = { A: 'x', B: null, C: createOnly('pepper') }
planDeployment(deployment, { environment, prune: ['A_*'] }, { timeout: 1000 })
applyPlan(deployment, plan)
applyPlan(deployment, plan, { onBackup: values => expectType<ReadonlyMap<string, string>>(values) })
applyPlan(deployment, saved, { config })
applyPlan(deployment, JSON.stringify(saved), { config, planKey: 'a key of sixteen characters' })
expectType<readonly string[]>(plan.environment.changes.map(({ name }) => name))
// @ts-expect-error a client holds no plans
deployment.env.plan
// @ts-expect-error the changes are those of a section
plan.changes
// @ts-expect-error pruning has a scope
planDeployment(deployment, { environment, prune: true })
// @ts-expect-error no such option
planDeployment(deployment, { environment }, { maxRemoval: 1 })
// @ts-expect-error no such section
planDeployment(deployment, { environment, envrionment: {} })
// @ts-expect-error variables are a section
planDeployment(deployment, { A: 'x' })
// @ts-expect-error undefined would remove
planDeployment(deployment, { environment: { A: undefined } })
// @ts-expect-error a saved plan holds no values
applyPlan(deployment, saved)
// @ts-expect-error a saved plan holds no values
applyPlan(deployment, JSON.stringify(saved), {})
// @ts-expect-error a key is not the config
applyPlan(deployment, saved, { planKey: 'a key of sixteen characters' })

// Fleets: the status tells what else there is
for await (const planned of planAll([deployment], client => ({ environment: { N: client.name ?? null } }))) {
  if (planned.status === 'planned') expectType<DeploymentPlan>(planned.plan)
  else expectType<unknown>(planned.error)
  // @ts-expect-error there may be no plan
  planned.plan.isEmpty
}
for await (const result of applyAll([{ status: 'planned', client: deployment, plan }], { concurrency: 4 })) {
  expectType<DeploymentClient>(result.client)
  if (result.status === 'failed') expectType<unknown>(result.error)
  else if (result.status === 'skipped') expectType<'canary' | 'failures'>(result.reason)
  else expectType<readonly string[]>(result.unverified)
  // @ts-expect-error nothing is known to have changed
  result.changes.length
  // @ts-expect-error nothing is known to have failed
  result.error
}
applyAll([], { canary: 1, maxFailures: '5%' })
// @ts-expect-error a share is in percent
applyAll([], { maxFailures: '5' })
// @ts-expect-error a failure has an error
applyAll([{ status: 'failed', client: deployment }])

// Log streams: a kind decides what else there is
deployment.logStreams.create({ logStreamType: 'webhook', url: 'https://example.com', format: 'json' })
deployment.logStreams.update('id', { logStreamType: 'datadog', service: null })
const webhook = { logStreamType: 'webhook', url: 'https://example.com', format: 'json' } as const
// @ts-expect-error a webhook has no DSN
deployment.logStreams.create({ ...webhook, dsn: 'x' } satisfies CreateLogStream)
// @ts-expect-error no such kind to send
deployment.logStreams.create({ logStreamType: 'splunk', url: 'https://example.com' })
// @ts-expect-error a topic that can't be subscribed to
deployment.logStreams.update('id', { logStreamType: 'webhook', topics: ['verification'] })
// @ts-expect-error null would not clear the URL
deployment.logStreams.update('id', { logStreamType: 'webhook', url: null })
for (const stream of await deployment.logStreams.list()) {
  if (stream.logStreamType === 'webhook') expectType<string>(stream.hmacSecret)
  // @ts-expect-error only a webhook has a secret
  else expectType<string>(stream.hmacSecret)
}

// Open where it is read, closed where it is sent
for (const { metric } of await deployment.usageLimits.list()) expectType<string>(metric)
for await (const { action } of deployment.auditLog.events({ from: new Date() })) expectType<string>(action)
const limit = { window: 'day', limitType: 'disable', limit: 1, enabled: true } as const
deployment.usageLimits.create({ ...limit, metric: 'functionCalls' })
// @ts-expect-error no such metric to send
deployment.usageLimits.create({ ...limit, metric: 'otters' })

// Data sync: integers are bigint
const selection = { _other: 'included', '': { _other: 'excluded' } } as const
for await (const page of deployment.dataSync.pages({ selection })) {
  for (const { ts, value } of page.values) {
    expectType<bigint>(ts)
    if (typeof value.n === 'bigint') expectType<bigint>(value.n)
  }
}
// @ts-expect-error no such inclusion
deployment.dataSync.pages({ selection: { _other: 'some' } })

// The raw clients: a success has its body, there is no error to test
const info = await deployment.raw.v1.GET('/deployment_info')
if (info.data.kind === 'cloud') expectType<number>(info.data.teamId)
const beta = await deployment.raw.v1Beta.POST('/list_environment_variables')
expectType<{ name: string; value: string }[]>(beta.data)
await deployment.raw.v1.POST('/delete_usage_limit/{id}', { params: { path: { id: 'x' } } })
// @ts-expect-error no such path
deployment.raw.v1.GET('/delete_environment_variables')
// @ts-expect-error listing is a GET in v1
deployment.raw.v1.POST('/list_environment_variables')
// @ts-expect-error the path has a parameter
deployment.raw.v1.GET('/get_log_stream/{id}')
// @ts-expect-error a body is needed
deployment.raw.v1.POST('/update_environment_variables')
const changes = [{ name: 'A', value: null }]
// @ts-expect-error a value is a string in the published document
deployment.raw.v1Beta.POST('/update_environment_variables', { body: { changes } })
// @ts-expect-error the checks of a body can't be replaced
deployment.raw.v1.POST('/data/sync', { body: {}, bodySerializer: JSON.stringify })
