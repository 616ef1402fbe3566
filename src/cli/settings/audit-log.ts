import type { AuditLogEvent } from '../../index.js'
import { isObject } from '../../text/member.js'
import { readCommand } from '../command.js'
import { deploymentData } from '../deployment/open.js'
import { own, text, whole } from '../flags.js'
import { usage } from '../refusal.js'
import { type Row, styled } from '../terminal/line.js'
import { textOf } from './setting.js'

/** `audit-log`: shows the events from a moment on, the oldest first. */
export const auditLog = readCommand({
  name: 'audit-log',
  purpose: 'Show who changed what, the oldest first',
  flags: [
    own({
      from: text('<moment>', 'a while ago, such as 24h (default) or 7d, or a date'),
      limit: whole('<n>', 'the most events to show', 1),
    }),
  ],
  example: 'convex-deployment audit-log --from 7d',
  async run({ options: { from = '24h', limit }, deployments, interruption }) {
    const start = startOf(from)
    const deployment = await deployments.open()
    const events = deployment.client.auditLog.events({ from: start }, { signal: interruption.signal })
    return {
      data: { deployment: deploymentData(deployment) },
      items: { member: 'events', values: firstOf(events, limit) },
    }
  },
})

async function* firstOf(events: AsyncIterable<AuditLogEvent>, limit = Number.POSITIVE_INFINITY) {
  let count = 0
  for await (const event of events) {
    yield { data: event, cells: row(event) }
    if (++count === limit) return
  }
}

const UNITS: { readonly [unit: string]: number } = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Reads a moment as it is typed: a while ago, such as 24h, or a date. */
function startOf(text: string): number {
  const [, count, unit = ''] = /^(\d+)([mhd])$/.exec(text) ?? []
  const moment = count === undefined ? Date.parse(text) : Date.now() - Number(count) * (UNITS[unit] ?? 0)
  if (Number.isNaN(moment) || moment < 0)
    throw usage('--from takes a while, such as 24h or 7d, or a date such as 2026-01-31.')
  return moment
}

function row({ createTime, actor, action, metadata }: AuditLogEvent): Row {
  const who = Object.values(actor)
    .filter(part => part !== null)
    .join(' ')
  const what = isObject(metadata) ? Object.values(metadata).map(textOf).join(' ') : textOf(metadata)
  return [styled('dim', new Date(createTime).toISOString()), who, styled('bold', action), what]
}
