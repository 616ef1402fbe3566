import type { CallOptions, CurrentUsage, DeploymentClient, UsageLimit } from '../../index.js'
import { isDeploymentError } from '../../index.js'
import type { Command } from '../command.js'
import { amount, columns, type Line, type Row, type Style, styled } from '../terminal/line.js'
import { readSetting } from './setting.js'

/** `usage`: shows what was consumed, and to a person how much of each limit that is. */
export const usage: Command = readSetting({
  name: 'usage',
  purpose: 'Show what the deployment has consumed',
  about: 'On a terminal with its limits, and how much of each is used.',
  example: 'convex-deployment usage',
  input: ({ host, options }) => host.stdout.isTTY === true && !options.json,
  async call(client, options, isSeen) {
    const [current, limits] = await Promise.all([
      client.usage.current(options),
      isSeen ? readLimits(client, options) : [],
    ])
    return { current, limits }
  },
  show: ({ current, limits }) => ({
    data: { usage: current },
    lines: [...usageTable(current), ...limitBars(current, limits)],
  }),
})

/** Reads the limits. Usage shows without them, too: the key may not read limits. */
async function readLimits(client: DeploymentClient, options: CallOptions): Promise<readonly UsageLimit[]> {
  try {
    return await client.usageLimits.list(options)
  } catch (error) {
    if (isDeploymentError(error)) return []
    throw error
  }
}

function usageTable({ metrics, seedStatus }: CurrentUsage): Line[] {
  const rows = Object.entries(metrics).map(
    ([metric, { unit, usage: used }]): Row => [
      styled('bold', metric),
      amount(used.current_day),
      amount(used.current_month),
      unit,
    ],
  )
  const headings: Row = [
    styled('dim', 'metric'),
    { ...styled('dim', 'today'), align: 'right' },
    { ...styled('dim', 'this month'), align: 'right' },
    styled('dim', 'unit'),
  ]
  const remark = seedStatus === 'complete' ? [] : [styled('yellow', `not complete yet: ${seedStatus}`)]
  return [...columns([headings, ...rows]), ...remark]
}

const BAR = 20

/** Shows how much of each limit is used, a bar each. */
function limitBars(current: CurrentUsage, limits: readonly UsageLimit[]): Line[] {
  const metrics = new Map(Object.entries(current.metrics))
  const rows = limits.flatMap(({ metric, window, limit, limitType, enabled }): Row[] => {
    const usage = metrics.get(metric)?.usage
    if (usage === undefined) return []
    const share = (window === 'day' ? usage.current_day : usage.current_month) / limit
    const full = Math.min(BAR, Math.round(share * BAR))
    const bar = styled(styleOf(share), `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`)
    const percent: Row[number] = { text: `${Math.floor(share * 100)} %`, align: 'right' }
    const state = enabled ? limitType : `${limitType}, inactive`
    return [[styled('bold', metric), bar, percent, 'of', amount(limit), `a ${window} (${state})`]]
  })
  return rows.length === 0 ? [] : ['', ...columns(rows)]
}

function styleOf(share: number): Style {
  if (share >= 1) return 'red'
  return share >= 0.8 ? 'yellow' : 'green'
}
