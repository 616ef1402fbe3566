import type { AuditLogEvent } from '../../index.js'
import { usage } from '../refusal.js'
import type { Session } from '../session.js'
import { columns, styled } from '../terminal/line.js'
import { reading } from './calls.js'
import { textOf } from './fields.js'

/** `audit-log`: the events from a moment on, the oldest first. */
export const auditLog = reading(
  async (client, session, options) => {
    const most = session.flags.whole('limit', 1) ?? Number.POSITIVE_INFINITY
    const events: AuditLogEvent[] = []
    for await (const event of client.auditLog.events({ from: startOf(session) }, options)) {
      events.push(event)
      if (events.length === most) break
    }
    return events
  },
  events => ({ data: { events }, lines: columns(events.map(row)) }),
)

const UNITS: { readonly [unit: string]: number } = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A moment as it is typed: a while ago, such as 24h, or a date. */
function startOf({ flags }: Session): number {
  const text = flags.text('from') ?? '24h'
  const [, count, unit = ''] = /^(\d+)([mhd])$/.exec(text) ?? []
  const moment = count === undefined ? Date.parse(text) : Date.now() - Number(count) * (UNITS[unit] ?? 0)
  if (Number.isNaN(moment) || moment < 0)
    throw usage('--from takes a while, such as 24h or 7d, or a date such as 2026-01-31.')
  return moment
}

function row({ createTime, actor, action, metadata }: AuditLogEvent) {
  const who = Object.values(actor)
    .filter(part => part !== null)
    .join(' ')
  const what = Object.values(metadata).map(textOf).join(' ')
  return [styled('dim', new Date(createTime).toISOString()), who, styled('bold', action), what]
}
