import type { CurrentUsage, UsageLimit, UsageLimitConfig } from '../../index.js'
import { readCommand, writeCommand } from '../deployment/command.js'
import { group, type OptionsIn, on, oneOf, whole } from '../flags.js'
import { usage } from '../refusal.js'
import { columns, type Line, styled } from '../terminal/line.js'
import { fields, read, type Shown, write } from './calls.js'

/** The metrics that a limit can be set on. A newer deployment may know more. */
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

const LIMIT = group('The limit:', {
  metric: oneOf('<metric>', 'what is counted, such as functionCalls', METRICS),
  window: oneOf('<window>', 'day or month', ['day', 'month']),
  type: oneOf('<type>', 'warning or disable', ['warning', 'disable']),
  limit: whole('<n>', "how much, in the metric's unit", 1),
  disabled: on('keep it without putting it in force'),
})

/** `usage` */
export const show = readCommand({
  name: 'usage',
  purpose: 'Show what the deployment has consumed',
  flags: [],
  example: 'convex-deployment usage',
  run: invocation =>
    read(
      invocation,
      (client, options) => client.usage.current(options),
      current => ({ data: { usage: current }, lines: usageTable(current) }),
    ),
})

/** `usage-limits list` */
export const list = readCommand({
  name: 'usage-limits list',
  purpose: 'List all usage limits',
  flags: [],
  example: 'convex-deployment usage-limits list',
  run: invocation =>
    read(
      invocation,
      (client, options) => client.usageLimits.list(options),
      usageLimits => ({ data: { usageLimits }, lines: columns(usageLimits.map(row)) }),
    ),
})

/** `usage-limits create` */
export const create = writeCommand({
  name: 'usage-limits create',
  purpose: 'Create a usage limit',
  flags: [LIMIT],
  example:
    'convex-deployment usage-limits create --metric functionCalls \\\n' +
    '  --window day --type disable --limit 1000000',
  async run(invocation) {
    const config = limitFrom(invocation.options)
    const { metric, window, limitType, limit } = config
    return write(
      invocation,
      `Limit ${metric} to ${limit} a ${window} (${limitType})`,
      (client, options) => client.usageLimits.create(config, options),
      shown,
    )
  },
})

/** `usage-limits update` */
export const update = writeCommand({
  name: 'usage-limits update',
  purpose: 'Replace a usage limit',
  takes: '<id>',
  flags: [LIMIT],
  example:
    'convex-deployment usage-limits update ID --metric functionCalls \\\n' +
    '  --window day --type warning --limit 500000',
  async run(invocation) {
    const [id = ''] = invocation.args
    const config = limitFrom(invocation.options)
    return write(
      invocation,
      `Replace the usage limit ${id}`,
      (client, options) => client.usageLimits.update(id, config, options),
      shown,
    )
  },
})

/** `usage-limits delete` */
export const remove = writeCommand({
  name: 'usage-limits delete',
  purpose: 'Delete a usage limit',
  takes: '<id>',
  flags: [],
  example: 'convex-deployment usage-limits delete ID',
  async run(invocation) {
    const [id = ''] = invocation.args
    return write(
      invocation,
      `Delete the usage limit ${id}`,
      (client, options) => client.usageLimits.delete(id, options),
      () => ({ data: { id } }),
    )
  },
})

function limitFrom({ metric, window, type, limit, disabled }: OptionsIn<typeof LIMIT>): UsageLimitConfig {
  if (metric && window && type && limit) return { metric, window, limitType: type, limit, enabled: !disabled }
  throw usage('A limit needs --metric, --window, --type and --limit.')
}

function usageTable({ metrics, seedStatus }: CurrentUsage): Line[] {
  const rows = Object.entries(metrics).map(([metric, { unit, usage: used }]) => [
    styled('bold', metric),
    `${used.current_day}`,
    `${used.current_month}`,
    unit,
  ])
  const headings = ['metric', 'today', 'this month', 'unit'].map(heading => styled('dim', heading))
  const remark = seedStatus === 'complete' ? [] : [styled('yellow', `not complete yet: ${seedStatus}`)]
  return [...columns([headings, ...rows]), ...remark]
}

function row({ id, metric, window, limitType, limit, enabled }: UsageLimit) {
  const state = enabled ? '' : styled('dim', 'not in force')
  return [id, styled('bold', metric), `${limit} a ${window}`, limitType, state]
}

function shown(limit: UsageLimit): Shown {
  return { data: { usageLimit: limit }, lines: fields(limit) }
}
