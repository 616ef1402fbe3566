import type { AuditLogEvent } from '../../index.js'
import { isObject } from '../../text/member.js'
import { readCommand } from '../command.js'
import { deploymentData } from '../deployment/open.js'
import { assertOneOf, on, own, text, whole } from '../flags.js'
import { usage } from '../refusal.js'
import { type Row, styled } from '../terminal/line.js'
import { textOf } from './setting.js'

/** `audit-log`: shows the events from a moment on, the oldest first, and perhaps those to come. */
export const auditLog = readCommand({
  name: 'audit-log',
  purpose: 'Show who changed what, the oldest first',
  about:
    'With --follow it goes on until Ctrl-C, and an event shows 10 to 20 seconds after its time:\n' +
    'until then an earlier one may appear. With --json each event is then a line of its own.',
  flags: [
    own({
      last: text('<while>', 'from a while ago on, such as 30m, 24h (default) or 7d'),
      from: text('<date>', 'from a date on, such as 2026-01-31'),
      limit: whole('<n>', 'the latest events only, so many', 1),
      follow: on('go on with the events to come'),
    }),
  ],
  example:
    'convex-deployment audit-log --last 7d\n' + 'convex-deployment audit-log --last 24h --limit 10 --follow',
  async run({ options, deployments, interruption: { signal }, terminal }) {
    assertOneOf(options, 'last', 'from')
    const { follow, limit } = options
    const from = startOf(options)
    const deployment = await deployments.open()
    const { auditLog } = deployment.client
    const soFar = () => auditLog.events({ from }, { signal })
    async function* latest() {
      yield* limit === undefined ? soFar() : await latestOf(soFar(), limit)
    }
    async function* followed() {
      // It begins after the event before the latest ones.
      const [before, ...rest] = limit === undefined ? [] : await latestOf(soFar(), limit + 1)
      yield* auditLog.follow({ from: rest.length === limit ? (before ?? from) : from }, { signal })
    }
    const nothing = `Nothing happened on ${deployment.label} since ${new Date(from).toISOString()}.`
    const rows = rowsOf(follow ? followed() : latest(), () => terminal.note(nothing))
    return {
      data: { deployment: deploymentData(deployment) },
      items: { member: 'events', values: rows, live: follow },
    }
  },
})

/** Gives the rows of events. */
async function* rowsOf(events: AsyncIterable<AuditLogEvent>, onNothing: () => void) {
  let isEmpty = true
  for await (const event of events) {
    isEmpty = false
    yield { data: event, cells: row(event) }
  }
  if (isEmpty) onNothing()
}

async function latestOf(events: AsyncIterable<AuditLogEvent>, count: number): Promise<AuditLogEvent[]> {
  const latest: AuditLogEvent[] = []
  for await (const event of events) {
    latest.push(event)
    if (latest.length > count) latest.shift()
  }
  return latest
}

const UNITS: { readonly [unit: string]: number } = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Reads the moment to begin at, in milliseconds since the epoch. */
function startOf({ last, from }: { readonly last: string | undefined; readonly from: string | undefined }) {
  const ago = agoIn(last ?? from ?? '24h')
  const start =
    ago === undefined && last === undefined ? Date.parse(from ?? '') : Date.now() - (ago ?? Number.NaN)
  if (start >= 0) return start
  throw last === undefined
    ? usage('--from takes a date, such as 2026-01-31, or a while, such as 24h or 7d.')
    : usage('--last takes a while, such as 30m, 24h or 7d.')
}

/** Reads a while as it is typed, in milliseconds. */
function agoIn(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d+)([mhd])$/.exec(text) ?? []
  return count === undefined ? undefined : Number(count) * (UNITS[unit] ?? 0)
}

function row({ createTime, actor, action, metadata }: AuditLogEvent): Row {
  const who = Object.values(actor)
    .filter(part => part !== null)
    .join(' ')
  const what = isObject(metadata) ? Object.values(metadata).map(textOf).join(' ') : textOf(metadata)
  return [styled('dim', new Date(createTime).toISOString()), who, styled('bold', action), what]
}
