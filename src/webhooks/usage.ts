import { isObject, memberOf } from '../text/member.js'
import { WebhookError } from './error.js'
import type { FunctionExecutionEvent, FunctionUsage, WebhookEvent } from './events.js'

const GB = 2n ** 30n
/** A GB for an hour, in megabytes times milliseconds. */
const GB_HOUR = 1024n * 3_600_000n

/** Maps each metric that events report to the number of counted units in one unit of a usage limit. */
export const METRICS = {
  functionCalls: 1n,
  databaseIoGb: GB,
  dataEgressGb: GB,
  searchQueryGb: GB,
  queryMutationComputeGbHours: GB_HOUR,
  actionComputeConvexGbHours: GB_HOUR,
  actionComputeNodeJsGbHours: GB_HOUR,
  actionComputeCpuGbHours: GB_HOUR,
} as const

/** Names a metric that can be metered from events. */
export type MeteredMetric = keyof typeof METRICS

/** The amount of each metric, in counted units. */
export type Amounts = Readonly<Record<MeteredMetric, bigint>>

/** Returns a record of all metrics. */
export function eachMetric<Value>(of: (metric: MeteredMetric) => Value): Record<MeteredMetric, Value> {
  return {
    functionCalls: of('functionCalls'),
    databaseIoGb: of('databaseIoGb'),
    dataEgressGb: of('dataEgressGb'),
    searchQueryGb: of('searchQueryGb'),
    queryMutationComputeGbHours: of('queryMutationComputeGbHours'),
    actionComputeConvexGbHours: of('actionComputeConvexGbHours'),
    actionComputeNodeJsGbHours: of('actionComputeNodeJsGbHours'),
    actionComputeCpuGbHours: of('actionComputeCpuGbHours'),
  }
}

/**
 * Returns what an event adds to the metrics, as a deployment counts it for its usage limits.
 * @throws {WebhookError} 503 for an execution without usage, and for a counter that is not a whole number
 */
export function amountsOf(event: WebhookEvent): Partial<Amounts> {
  switch (event.topic) {
    case 'function_execution':
      return { functionCalls: 1n, ...transferred(event), ...computed(event) }
    case 'storage_api_bandwidth':
    case 'log_stream_egress':
      return { dataEgressGb: count(event, 'egress_bytes') }
    default:
      return {}
  }
}

function transferred({ usage }: FunctionExecutionEvent): Partial<Amounts> {
  // Refuse rather than bill 0.
  if (!isObject(usage)) throw unusable('usage')
  const sum = (...names: (keyof FunctionUsage)[]) =>
    names.reduce((total, name) => total + count(usage, name), 0n)
  return {
    databaseIoGb: sum('database_io_read_bytes', 'database_io_write_bytes'),
    dataEgressGb: sum('network_egress_bytes', 'file_storage_read_bytes'),
    searchQueryGb: sum('text_search_query_bytes', 'vector_search_query_bytes'),
  }
}

function computed(event: FunctionExecutionEvent): Partial<Amounts> {
  // A cached query is a call, and costs nothing else.
  if (memberOf(event.function, 'cached') === true) return {}
  const memory = count(event.usage, 'memory_used_mb')
  const whole = memory * count(event, 'execution_time_ms')
  const type = memberOf(event.function, 'type')
  if (type !== 'action' && type !== 'http_action') return { queryMutationComputeGbHours: whole }
  // An event does not name the runtime. A deployment does not measure the CPU time of an action in Node.js.
  if (type === 'action' && event.user_execution_time_ms === null) return { actionComputeNodeJsGbHours: whole }
  const cpu = memory * count(event, 'user_execution_time_ms')
  return { actionComputeConvexGbHours: whole, actionComputeCpuGbHours: cpu }
}

/** The largest counter that a deployment can send: it has 64 bits. */
const LARGEST = 2n ** 64n - 1n

/** Returns a counter, or 0 if an older deployment does not send it. */
function count(counters: unknown, name: string): bigint {
  const value = memberOf(counters, name) ?? 0
  if (typeof value === 'bigint' && value >= 0n && value <= LARGEST) return value
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value)
  throw unusable(name)
}

/** Creates the error for a member of an event that cannot be metered. */
export function unusable(name: string): WebhookError {
  return new WebhookError(
    503,
    `The usage cannot be metered: \`${name}\` of an event is not as a deployment sends it.`,
  )
}
