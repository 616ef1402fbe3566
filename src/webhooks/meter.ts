import { own } from '../text/member.js'
import { assertNoOther, misconfigured } from './error.js'
import type { WebhookEvent } from './events.js'
import type { WebhookDelivery } from './receive.js'
import { type MeterSnapshot, readSnapshot } from './snapshot.js'
import { type Amounts, amountsOf, eachMetric, METRICS, type MeteredMetric, unusable } from './usage.js'

/** The settings of a meter. */
export interface MeterOptions {
  /**
   * Adds usage up by the name of the deployment, or by the slug of the project, which is unique within a team. Add up by project
   * only what your own deployments sign: whoever knows a secret can sign any slug, and `deployment` of `receiveWebhook` checks
   * the name of the deployment alone.
   */
  readonly by: 'deployment' | 'project'
  /**
   * The time for which the meter remembers a delivery, so that a repetition is not counted, in milliseconds. It bounds the
   * memory: about 200 bytes for each delivery of that time.
   * @default 7_200_000 (two hours)
   */
  readonly rememberMs?: number | undefined
}

/** The usage of a deployment or a project, in the units of usage limits: calls, GB of 2^30 bytes, Query-GB, GB-hours. */
export type MeteredUsage = Readonly<Record<MeteredMetric, number>>

/** Adds up the usage in deliveries. */
export interface Meter {
  /**
   * Counts the events of a delivery: all of them or, if it throws, none. Returns false for a delivery that was counted before.
   * @throws {WebhookError} 503 if an event has no usage where it should have
   */
  add(delivery: WebhookDelivery): boolean
  /** Returns the usage by name. The name of what belongs to no project is empty. */
  totals(): ReadonlyMap<string, MeteredUsage>
  /** Returns the state, so that a program that ends can go on with it later. */
  snapshot(): MeterSnapshot
  /**
   * Replaces the state by a snapshot.
   * @throws {WebhookError} 503 if it is not a snapshot, or if it adds up by something else
   */
  restore(snapshot: MeterSnapshot): void
}

/**
 * Creates a meter, which adds up the usage in deliveries exactly, and counts each delivery once. The stream needs the topics
 * `function_execution`, `storage_api_bandwidth` and `log_stream_egress`. Not included: calls of file storage, which a
 * deployment counts in `functionCalls`, `aiGatewayCostDollars`, and events that the deployment dropped.
 * @throws {WebhookError} 503 for options that cannot work
 * @example
 * const meter = createMeter({ by: 'deployment' })
 * meter.add(await receiveWebhook(request, { secrets }))
 * meter.totals().get('happy-otter-123')?.databaseIoGb // 0.25
 */
export function createMeter(options: MeterOptions): Meter {
  const { by, rememberMs = 7_200_000, ...unknown } = own(options)
  assertNoOther(unknown, 'meter')
  if (by !== 'deployment' && by !== 'project')
    throw misconfigured('meter', "`by` must be 'deployment' or 'project'")
  if (typeof rememberMs !== 'number' || !(rememberMs >= 0))
    throw misconfigured('meter', '`rememberMs` must be a number of milliseconds')
  let counts = new Map<string, Amounts>()
  let deliveries = new Map<string, number>()

  return {
    add({ id, events }) {
      const now = Date.now()
      forget(deliveries, now - rememberMs)
      if (deliveries.has(id)) return false
      // All events are read before one is counted.
      const additions = events.map(event => ({ name: nameOf(event, by), amounts: amountsOf(event) }))
      for (const { name, amounts } of additions) {
        const sum = counts.get(name)
        counts.set(
          name,
          eachMetric(metric => (sum?.[metric] ?? 0n) + (amounts[metric] ?? 0n)),
        )
      }
      deliveries.set(id, now)
      return true
    },
    totals() {
      const units = (amounts: Amounts) =>
        eachMetric(metric => Number(amounts[metric]) / Number(METRICS[metric]))
      return new Map(Array.from(counts, ([name, amounts]) => [name, units(amounts)]))
    },
    snapshot() {
      const digits = (amounts: Amounts) => eachMetric(metric => String(amounts[metric]))
      return {
        version: 1,
        by,
        counts: Array.from(counts, ([name, amounts]) => [name, digits(amounts)]),
        deliveries: [...deliveries],
      }
    },
    restore(snapshot) {
      const state = readSnapshot(snapshot, by)
      counts = state.counts
      deliveries = state.deliveries
    },
  }
}

function nameOf({ convex }: WebhookEvent, by: MeterOptions['by']): string {
  const name = by === 'deployment' ? convex.deployment_name : (convex.project_slug ?? '')
  if (typeof name === 'string') return name
  throw unusable('convex.project_slug')
}

/** Forgets deliveries that were counted before a time. A `Map` iterates in insertion order. */
function forget(deliveries: Map<string, number>, before: number): void {
  for (const [id, at] of deliveries) {
    if (at >= before) return
    deliveries.delete(id)
  }
}
