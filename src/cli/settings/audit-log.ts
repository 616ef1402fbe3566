import type { AuditLogEvent } from '../../index.js'
import { own, text, whole } from '../flags.js'
import { usage } from '../refusal.js'
import { columns, styled } from '../terminal/line.js'
import { readSetting, textOf } from './setting.js'

/** `audit-log`: shows the events from a moment on, the oldest first. */
export const auditLog = readSetting({
  name: 'audit-log',
  purpose: 'Show who changed what, the oldest first',
  flags: [
    own({
      from: text('<moment>', 'a while ago, such as 24h (default) or 7d, or a date'),
      limit: whole('<n>', 'the most events to show', 1),
    }),
  ],
  example: 'convex-deployment audit-log --from 7d',
  input: ({ options: { from = '24h', limit } }) => ({ from: startOf(from), limit }),
  async call({ auditLog }, options, { from, limit }) {
    const events: AuditLogEvent[] = []
    for await (const event of auditLog.events({ from }, options)) {
      events.push(event)
      if (events.length === limit) break
    }
    return events
  },
  show: events => ({ data: { events }, lines: columns(events.map(row)) }),
})

const UNITS: { readonly [unit: string]: number } = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Reads a moment as it is typed: a while ago, such as 24h, or a date. */
function startOf(text: string): number {
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
