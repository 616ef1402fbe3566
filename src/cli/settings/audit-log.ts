import type { AuditLogEvent } from '../../index.js'
import { isObject } from '../../text/member.js'
import { readCommand } from '../command.js'
import { deploymentData } from '../deployment/open.js'
import { durationOf } from '../duration.js'
import { Resumable } from '../failure.js'
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
      last: text('<duration>', 'start this long ago, such as 30m, 24h (default) or 7d'),
      from: text('<date>', 'start at a date, such as 2026-01-31 or 2026-01-31T12:00:00Z, or a duration ago'),
      limit: whole('<n>', 'show only the latest <n> events', 1),
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
    const rows = rowsOf(follow ? followed() : latest(), from, () => terminal.note(nothing))
    return {
      data: { deployment: deploymentData(deployment) },
      items: { member: 'events', values: rows, live: follow },
    }
  },
})

/** Yields the rows of events. If it is stopped, it resumes from the last event, which is then shown again. */
async function* rowsOf(events: AsyncIterable<AuditLogEvent>, from: number, onNothing: () => void) {
  let reached = from
  let isEmpty = true
  try {
    for await (const event of events) {
      reached = event.createTime
      isEmpty = false
      yield { data: event, cells: row(event) }
    }
  } catch (error) {
    throw new Resumable(error, {
      instead: [{ args: [], without: ['--last', '--limit'] }],
      add: [['--from', new Date(reached).toISOString()]],
    })
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

/** Returns the time to start at, in milliseconds since the epoch. A bare number is neither a date nor a duration. */
function startOf({ last, from }: StartOptions): number {
  const text = last ?? from ?? '24h'
  const duration = durationOf(text, ['s', 'm', 'h', 'd'])
  const isDate = last === undefined && /^\d{4}-\d\d/.test(text)
  const start = duration === undefined ? Date.parse(isDate ? text : '') : Date.now() - duration
  if (start >= 0) return start
  throw usage(
    last === undefined
      ? '--from takes a date, such as 2026-01-31, or a duration, such as 24h or 7d.'
      : '--last takes a duration, such as 30s, 30m, 24h or 7d.' +
          (/^\d+$/.test(last) ? ' --limit takes the number of events.' : ''),
  )
}

interface StartOptions {
  readonly last: string | undefined
  readonly from: string | undefined
}

function row({ createTime, actor, action, metadata }: AuditLogEvent): Row {
  const who = Object.values(actor)
    .filter(part => part !== null)
    .join(' ')
  const what = isObject(metadata) ? Object.values(metadata).map(textOf).join(' ') : textOf(metadata)
  return [styled('dim', new Date(createTime).toISOString()), who, styled('bold', action), what]
}
