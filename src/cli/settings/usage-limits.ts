import type { CallOptions, UsageLimit, UsageLimitConfig } from '../../index.js'
import { hasSameKey, type UsageLimitKey } from '../../resources/usage.js'
import { quote } from '../../text/quote.js'
import { type Command, writeCommand } from '../command.js'
import { assertOneOf, group, type OptionsIn, on, oneOf, own, whole } from '../flags.js'
import type { Shown } from '../reading.js'
import { absent, usage } from '../refusal.js'
import { amount, columns, numeral, type Row, styled } from '../terminal/line.js'
import { change, nothing, readSetting, resultOf } from './setting.js'

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

const KEY = group('The limit:', {
  metric: oneOf('<metric>', `what is counted: ${METRICS.join(', ')}`, METRICS),
  window: oneOf('<window>', 'day or month', ['day', 'month']),
  type: oneOf('<type>', 'warning, or disable, which stops the deployment', ['warning', 'disable']),
})

const AMOUNT = own({
  limit: whole('<n>', "how much, in the metric's unit; stays if it is left out", 1),
  active: on('put it in force (default for a new one)'),
  inactive: on('keep it without putting it in force'),
})

/** The commands about limits of usage. */
export const usageLimitCommands: readonly Command[] = [
  readSetting({
    name: 'usage-limits list',
    purpose: 'List all usage limits',
    example: 'convex-deployment usage-limits list',
    input: nothing,
    call: ({ usageLimits }, options) => usageLimits.list(options),
    show: usageLimits => ({
      data: { usageLimits },
      lines: columns(usageLimits.map(row)),
      ...(usageLimits.length === 0 && { note: 'There are no usage limits.' }),
    }),
  }),
  writeCommand({
    name: 'usage-limits set',
    purpose: 'Create or change a usage limit',
    about: 'A deployment has one limit of each metric, window and type at most.',
    flags: [KEY, AMOUNT],
    example:
      'convex-deployment usage-limits set --metric functionCalls \\\n' +
      '  --window day --type disable --limit 1000000\n' +
      'convex-deployment usage-limits set --metric functionCalls \\\n' +
      '  --window day --type disable --inactive',
    async run(invocation) {
      const { options, deployments, interruption, terminal } = invocation
      const key = keyIn(options)
      assertOneOf(options, 'active', 'inactive')
      const deployment = await deployments.open()
      const { usageLimits } = deployment.client
      const read = async (calling: CallOptions) =>
        (await usageLimits.list(calling)).find(each => hasSameKey(each, key))
      const before = await read({ signal: interruption.signal })
      const limit = options.limit ?? before?.limit
      if (limit === undefined) throw usage(`There is no ${describe(key)} yet: a new one needs --limit.`)
      const enabled = options.active || (!options.inactive && (before?.enabled ?? true))
      const wanted = { ...key, limit, enabled }
      if (before?.limit === limit && before.enabled === enabled) {
        terminal.note(`Nothing to do on ${deployment.label}: the ${describeWhole(wanted)} is there.`)
        return resultOf(deployment, {
          ...shown(before),
          data: { status: 'unchanged' as const, usageLimit: before },
        })
      }
      return change(invocation, deployment, {
        effect: `${before ? 'Change' : 'Create'} the ${describeWhole(wanted)}`,
        read,
        before,
        call: calling => usageLimits.set(wanted, calling),
        done: `${before ? 'Changed' : 'Created'} the ${describeWhole(wanted)}`,
        show: shown,
      })
    },
  }),
  writeCommand({
    name: 'usage-limits remove',
    purpose: 'Delete a usage limit',
    flags: [KEY],
    example:
      'convex-deployment usage-limits remove --metric functionCalls \\\n' + '  --window day --type disable',
    async run(invocation) {
      const key = keyIn(invocation.options)
      const deployment = await invocation.deployments.open()
      const { usageLimits } = deployment.client
      const listed = await usageLimits.list({ signal: invocation.interruption.signal })
      if (!listed.some(each => hasSameKey(each, key))) {
        const others =
          listed.length > 0 ? `It has: ${listed.map(describe).join(', ')}.` : 'There are no limits.'
        throw absent(`${deployment.label} has no ${describe(key)}. ${others}`)
      }
      return change(invocation, deployment, {
        effect: `Delete the ${describe(key)}`,
        async call(calling) {
          if (await usageLimits.remove(key, calling)) return
          throw absent(`The ${describe(key)} is gone from ${deployment.label} already.`)
        },
        done: `Deleted the ${describe(key)}`,
        show: () => ({ data: { usageLimit: key } }),
      })
    },
  }),
]

function keyIn({ metric, window, type }: OptionsIn<typeof KEY>): Pick<UsageLimitConfig, keyof UsageLimitKey> {
  if (metric && window && type) return { metric, window, limitType: type }
  throw usage('A limit is named by --metric, --window and --type.')
}

/** Returns words for a limit, such as "limit of functionCalls a day (disable)". */
function describe({ metric, window, limitType }: UsageLimitKey): string {
  return `limit of ${words(metric, window, limitType)}`
}

function describeWhole({ metric, window, limitType, limit, enabled }: UsageLimitConfig): string {
  return `limit of ${numeral(limit)} ${words(metric, window, limitType, ...(enabled ? [] : ['inactive']))}`
}

function words(metric: string, window: string, limitType: string, ...more: readonly string[]): string {
  return `${quote(metric)} a ${quote(window)} (${[limitType, ...more].map(quote).join(', ')})`
}

function row({ metric, window, limitType, limit, enabled }: UsageLimit): Row {
  const state = enabled ? '' : styled('dim', 'inactive')
  return [styled('bold', metric), amount(limit), `a ${window}`, limitType, state]
}

function shown(limit: UsageLimit): Shown<{ readonly usageLimit: UsageLimit }> {
  return { data: { usageLimit: limit }, lines: columns([row(limit)]) }
}
