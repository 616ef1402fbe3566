import { onTestFinished } from 'vitest'
import { applyPlan, type DeploymentConfig, planDeployment } from '../../../src/config/index.js'
import type { PlanDeploymentOptions } from '../../../src/config/plan.js'
import { createId } from '../../../src/fake/document-ids.js'
import {
  createFakeDeployment,
  type FakeDeployment,
  type FakeDeploymentOptions,
  type FakeLogStream,
  type FakeUsageLimit,
} from '../../../src/fake/index.js'
import { createDeploymentClient, type DeploymentClient } from '../../../src/index.js'

/** The part of a deployment's data that a config declares. */
export interface Content {
  readonly environment?: Readonly<Record<string, string>>
  readonly canonicalUrls?: { convexCloud?: string; convexSite?: string }
  readonly usageLimits?: Readonly<Record<string, Pick<FakeUsageLimit, 'limit' | 'enabled'>>>
  readonly logStreams?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** The kinds of the streams that have failed. */
  readonly failed?: readonly string[]
  readonly paused?: boolean
}

/** Runs before each request of the client. */
export type Before = (request: Request) => void | Promise<void>

export interface Target {
  readonly fake: FakeDeployment
  readonly client: DeploymentClient
  /** The operations that were asked for, in their order. */
  readonly asked: string[]
  plan(config: DeploymentConfig, options?: PlanDeploymentOptions): ReturnType<typeof planDeployment>
  run(config: DeploymentConfig, options?: PlanDeploymentOptions): ReturnType<typeof applyPlan>
}

/** A fake of a production deployment with content, whose log streams become active while a client waits for them. */
export function target(
  content: Content = {},
  options: FakeDeploymentOptions = {},
  before: Before = () => {},
): Target {
  let time = Date.now()
  const fake = createFakeDeployment({
    deploymentType: 'prod',
    now: () => time,
    deliver: async () => new Response(),
    ...options,
  })
  onTestFinished(() => fake.close())
  fill(fake, content)
  const asked: string[] = []
  const client = createDeploymentClient({
    url: fake.url,
    token: fake.token,
    retry: false,
    async fetch(request) {
      const operation = /v1\/(\w+)/.exec(request.url)?.[1] ?? ''
      asked.push(operation)
      if (operation === 'get_log_stream') {
        await fake.deliverAll()
        // Nothing is delivered to other kinds: they are active after a second.
        time += 2_000
      }
      await before(request)
      return fake.fetch(request)
    },
  })
  return {
    fake,
    client,
    asked,
    plan: (config, options) => planDeployment(client, config, options),
    run: async (config, options) => applyPlan(client, await planDeployment(client, config, options)),
  }
}

/** Puts content into a fake. */
export function fill({ state }: FakeDeployment, content: Content): void {
  state.environmentVariables = new Map(Object.entries(content.environment ?? {}))
  state.canonicalUrls = { ...content.canonicalUrls }
  state.usageLimits = Object.entries(content.usageLimits ?? {}).map(([name, settings]) => {
    const [metric = '', window = '', limitType = ''] = name.split('/')
    return { id: createId('usageLimits'), metric, window, limitType, ...settings }
  })
  state.logStreams = Object.entries(content.logStreams ?? {}).map(
    ([kind, settings]): FakeLogStream => ({
      id: createId('logStreams'),
      config: { ...settings, logStreamType: kind },
      ...(kind === 'webhook' && { hmacSecret: HMAC_SECRET }),
      status: content.failed?.includes(kind) ? { type: 'failed', reason: 'refused' } : { type: 'active' },
      since: 0,
    }),
  )
  state.paused = content.paused ?? false
}

export const HMAC_SECRET = 'c0ffee00c0ffee00c0ffee00c0ffee00'

/** Returns the content of a fake, by the path of each member in a config. */
export function members({ state }: FakeDeployment): Record<string, unknown> {
  const { convexCloud, convexSite } = state.canonicalUrls
  const living = state.logStreams.filter(({ status }) => status.type !== 'deleting')
  return Object.fromEntries([
    ...[...state.environmentVariables].map(([name, value]) => [`environment.${name}`, value]),
    ...Object.entries({ convexCloud, convexSite }).flatMap(([name, url]) =>
      url === undefined ? [] : [[`canonicalUrls.${name}`, url]],
    ),
    ...state.usageLimits.map(({ metric, window, limitType, limit, enabled }) => [
      `usageLimits.${metric}/${window}/${limitType}`,
      { limit, enabled },
    ]),
    ...living.map(({ config, status }) => {
      const { logStreamType, ...settings } = config
      return [`logStreams.${logStreamType}`, { ...settings, failed: status.type === 'failed' }]
    }),
    ['paused.paused', state.paused],
  ])
}
