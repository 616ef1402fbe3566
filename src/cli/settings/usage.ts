import type { CurrentUsage, UsageLimit, UsageLimitConfig } from '../../index.js'
import { quote } from '../../text/quote.js'
import type { Command } from '../command.js'
import { group, type OptionsIn, on, oneOf, whole } from '../flags.js'
import { usage } from '../refusal.js'
import { columns, type Line, styled } from '../terminal/line.js'
import { fields, idIn, nothing, readSetting, type Shown, writeSetting } from './setting.js'

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

/** The commands about usage, and its limits. */
export const usageCommands: readonly Command[] = [
  readSetting({
    name: 'usage',
    purpose: 'Show what the deployment has consumed',
    example: 'convex-deployment usage',
    input: nothing,
    call: (client, options) => client.usage.current(options),
    show: current => ({ data: { usage: current }, lines: usageTable(current) }),
  }),
  readSetting({
    name: 'usage-limits list',
    purpose: 'List all usage limits',
    example: 'convex-deployment usage-limits list',
    input: nothing,
    call: ({ usageLimits }, options) => usageLimits.list(options),
    show: usageLimits => ({ data: { usageLimits }, lines: columns(usageLimits.map(row)) }),
  }),
  writeSetting({
    name: 'usage-limits create',
    purpose: 'Create a usage limit',
    flags: [LIMIT],
    example:
      'convex-deployment usage-limits create --metric functionCalls \\\n' +
      '  --window day --type disable --limit 1000000',
    input: ({ options }) => limitFrom(options),
    effect: ({ metric, window, limitType, limit }) =>
      `Limit ${metric} to ${limit} a ${window} (${limitType})`,
    call: ({ usageLimits }, options, config) => usageLimits.create(config, options),
    show: shown,
  }),
  writeSetting({
    name: 'usage-limits update',
    purpose: 'Replace a usage limit',
    takes: '<id>',
    flags: [LIMIT],
    example:
      'convex-deployment usage-limits update ID --metric functionCalls \\\n' +
      '  --window day --type warning --limit 500000',
    input: ({ args: [id = ''], options }) => ({ id, config: limitFrom(options) }),
    effect: ({ id }) => `Replace the usage limit ${quote(id)}`,
    call: ({ usageLimits }, options, { id, config }) => usageLimits.update(id, config, options),
    show: shown,
  }),
  writeSetting({
    name: 'usage-limits delete',
    purpose: 'Delete a usage limit',
    takes: '<id>',
    example: 'convex-deployment usage-limits delete ID',
    input: idIn,
    effect: id => `Delete the usage limit ${quote(id)}`,
    call: ({ usageLimits }, options, id) => usageLimits.delete(id, options),
    show: (_, id) => ({ data: { id } }),
  }),
]

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
