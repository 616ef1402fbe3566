import type { UsageLimit, UsageLimitConfig } from '../../index.js'
import { usage as misused } from '../refusal.js'
import type { Session } from '../session.js'
import { columns, type Line, styled } from '../terminal/line.js'
import { reading, writing } from './calls.js'
import { fields } from './fields.js'

/** What a limit can be set on; a newer deployment may know more. */
const METRICS = [
  'functionCalls',
  'databaseIoGb',
  'dataEgressGb',
  'searchQueryGb',
  'queryMutationComputeGbHours',
  'actionComputeConvexGbHours',
  'actionComputeNodeJsGbHours',
  'actionComputeCpuGbHours',
  'aiGatewayCostDollars',
] as const satisfies readonly UsageLimitConfig['metric'][]

/** `usage` */
export const usage = reading(
  (client, _session, options) => client.usage.current(options),
  current => ({
    data: { usage: current },
    lines: [
      ...columns([
        ['metric', 'today', 'this month', 'unit'].map(heading => styled('dim', heading)),
        ...Object.entries(current.metrics).map(([metric, { unit, usage: used }]) => [
          styled('bold', metric),
          `${used.current_day}`,
          `${used.current_month}`,
          unit,
        ]),
      ]),
      ...(current.seedStatus === 'complete'
        ? []
        : [styled('yellow', `not complete yet: ${current.seedStatus}`)]),
    ],
  }),
)

/** `usage-limits list` */
export const list = reading(
  (client, _session, options) => client.usageLimits.list(options),
  usageLimits => ({ data: { usageLimits }, lines: columns(usageLimits.map(row)) }),
)

/** `usage-limits create` */
export const create = writing(
  limitFrom,
  ({ metric, window, limitType, limit }) => `Limit ${metric} to ${limit} a ${window} (${limitType})`,
  (client, config, options) => client.usageLimits.create(config, options),
  shown,
)

/** `usage-limits update` */
export const update = writing(
  session => ({ id: session.args[0] ?? '', config: limitFrom(session) }),
  ({ id }) => `Replace the usage limit ${id}`,
  (client, { id, config }, options) => client.usageLimits.update(id, config, options),
  shown,
)

/** `usage-limits delete` */
export const remove = writing(
  ({ args: [id = ''] }) => id,
  id => `Delete the usage limit ${id}`,
  (client, id, options) => client.usageLimits.delete(id, options),
  (_result, _session, id) => ({ data: { id } }),
)

function limitFrom({ flags }: Session): UsageLimitConfig {
  const metric = flags.oneOf('metric', METRICS)
  const window = flags.oneOf('window', ['day', 'month'])
  const limitType = flags.oneOf('type', ['warning', 'disable'])
  const limit = flags.whole('limit', 1)
  if (metric && window && limitType && limit)
    return { metric, window, limitType, limit, enabled: !flags.on('disabled') }
  throw misused('A limit needs --metric, --window, --type and --limit.')
}

function row({ id, metric, window, limitType, limit, enabled }: UsageLimit) {
  return [
    id,
    styled('bold', metric),
    `${limit} a ${window}`,
    limitType,
    enabled ? '' : styled('dim', 'not in force'),
  ]
}

function shown(limit: UsageLimit): { data: object; lines: Line[] } {
  return { data: { usageLimit: limit }, lines: fields(limit) }
}
