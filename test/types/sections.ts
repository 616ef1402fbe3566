// Never run: the compiler checks that what is right compiles, and that what is wrong does not.
import {
  type ApplyResult,
  applyPlan,
  createOnly,
  type DeclaredDeployment,
  type DeploymentConfig,
  type DeploymentPlan,
  defineDeployment,
  planDeployment,
  resolveConfig,
} from '../../src/config/index.js'
import { type DeploymentClient, PartialUpdateError } from '../../src/index.js'

declare const deployment: DeploymentClient
declare const plan: DeploymentPlan
declare function expectType<Expected>(value: Expected): void

// Every section, each by itself
const whole = defineDeployment({
  expect: 'prod',
  environment: { A: 'x', B: null, C: createOnly('pepper'), D: { keep: true } },
  canonicalUrls: { convexCloud: 'https://api.example.com', convexSite: null },
  usageLimits: [
    { metric: 'databaseIoGb', window: 'day', limitType: 'warning', limit: 10 },
    { metric: 'databaseIoGb', window: 'day', limitType: 'disable', limit: null },
    { metric: 'functionCalls', window: 'month', limitType: 'disable', limit: 5, enabled: false },
    { metric: 'functionCalls', window: 'day', limitType: 'disable', keep: true },
  ],
  logStreams: {
    webhook: { url: 'https://logs.example.com', format: 'jsonl', topics: ['console'] },
    axiom: { apiKey: 'key', datasetName: 'convex', attributes: [{ key: 'a', value: 'b' }], topics: null },
    datadog: null,
    sentry: { keep: true },
  },
  paused: false,
})
expectType<DeploymentConfig>(whole)
defineDeployment({ paused: true })
const topics = ['console', 'audit_log'] as const
defineDeployment({ logStreams: { webhook: { url: 'https://logs.example.com', format: 'json', topics } } })

// Places of values
const declared = defineDeployment({
  version: 1,
  sources: { app: { file: '.env' }, vault: { exec: ['doppler', 'secrets'], env: ['DOPPLER_TOKEN'] } },
  environmentFrom: ['app'],
  environment: { A: 'x', B: { from: 'vault' }, C: { random: 32 }, D: { keyPair: 'RS256', jwks: 'JWKS' } },
  logStreams: { axiom: { apiKey: { env: 'AXIOM_KEY' }, datasetName: 'convex', attributes: [] } },
  overrides: { preview: { environment: { A: 'y' } } },
})
expectType<DeclaredDeployment>(declared)
resolveConfig(declared, {
  type: 'preview',
  resolve: async reference => ('env' in reference ? reference.env : ''),
})
// @ts-expect-error it has to be resolved before
planDeployment(deployment, declared)
// @ts-expect-error only secrets are elsewhere
defineDeployment({ logStreams: { axiom: { apiKey: 'key', datasetName: { env: 'A' }, attributes: [] } } })
// @ts-expect-error no such form
defineDeployment({ environment: { A: { environment: 'A' } } })

// @ts-expect-error no such section
defineDeployment({ logStream: {} })
// @ts-expect-error no such kind
defineDeployment({ logStreams: { webhok: null } })
// @ts-expect-error no such setting
defineDeployment({ logStreams: { webhook: { url: 'https://a.example.com', format: 'json', topic: null } } })
// @ts-expect-error a new stream would need it
defineDeployment({ logStreams: { axiom: { datasetName: 'convex', attributes: [] } } })
// @ts-expect-error the kind is the name
defineDeployment({ logStreams: { sentry: { logStreamType: 'sentry', dsn: 'x' } } })
// @ts-expect-error no such format
defineDeployment({ logStreams: { webhook: { url: 'https://a.example.com', format: 'xml' } } })
const webhook = { url: 'https://a.example.com', format: 'json' } as const
// @ts-expect-error no such topic
defineDeployment({ logStreams: { webhook: { ...webhook, topics: ['verification'] } } })
// @ts-expect-error no such destination
defineDeployment({ canonicalUrls: { convexCloudUrl: null } })
// @ts-expect-error a limit has a number, or goes
defineDeployment({ usageLimits: [{ metric: 'databaseIoGb', window: 'day', limitType: 'warning' }] })
// @ts-expect-error no such metric
defineDeployment({ usageLimits: [{ metric: 'databaseIO', window: 'day', limitType: 'warning', limit: 1 }] })
// @ts-expect-error only what is kept is true
defineDeployment({ environment: { A: { keep: false } } })
// @ts-expect-error a boolean
defineDeployment({ paused: null })

// Options
planDeployment(deployment, whole, { resendKeys: true })
planDeployment(deployment, whole, { resendKeys: ['axiom'] })
// @ts-expect-error no such kind
planDeployment(deployment, whole, { resendKeys: ['axoim'] })

// Plans: every section is there, declared or not
expectType<readonly string[]>(plan.environment.changes.map(({ name }) => name))
expectType<readonly string[]>(plan.logStreams.changes.map(({ name }) => name))
expectType<readonly string[]>(plan.sections)
expectType<readonly ('environment' | 'canonicalUrls' | 'usageLimits' | 'logStreams' | 'paused')[]>(
  plan.problems.map(({ section }) => section),
)
// @ts-expect-error a plan is read-only
plan.usageLimits.changes.push()

// Steps: in a result, and in the error of an apply that was stopped
const result: ApplyResult = await applyPlan(deployment, plan)
expectType<readonly ('done' | 'unchanged' | 'not-sent' | 'rejected' | 'unknown')[]>(
  result.steps.map(({ status }) => status),
)
declare const error: unknown
if (error instanceof PartialUpdateError) expectType<ApplyResult['steps'] | undefined>(error.steps)
