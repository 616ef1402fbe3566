import { refusal } from '../errors.js'
import { sortedJson } from '../text/json.js'
import { isObject, own } from '../text/member.js'
import { LONGEST_MS, sleep } from '../transport/abort.js'
import { type CallOptions, readOptions, whole } from '../transport/options.js'
import { cursorGuard } from './paging.js'
import type { V1Client, V1Schemas } from './v1.js'

/** An action on a deployment, with its actor, its time and its object. */
export type AuditLogEvent = V1Schemas['AuditLogEvent']

/** A page of the audit log. */
export type AuditLogPage = V1Schemas['ListAuditLogEventsResponse']

/** The start of the events to read. */
export interface AuditLogQuery {
  /** The time of the oldest event, inclusive: milliseconds since the epoch, or a `Date`. */
  readonly from: number | Date
}

/** The page of the audit log to read. */
export interface AuditLogPageQuery extends AuditLogQuery {
  /** The `pagination.nextCursor` of the previous page. It is valid only with the same `from`. */
  readonly cursor?: string | undefined
  /**
   * The maximum number of events on the page, from 1 to 100.
   * @default 15
   */
  readonly limit?: number | undefined
}

/** The audit log of a deployment: who changed what. */
export interface AuditLogResource {
  /**
   * Reads all events since `from`, oldest first. Requests pages as you iterate. Reads only.
   * @throws {ForbiddenError} if the plan keeps no audit log since `from`; always on a self-hosted deployment
   * @example
   * for await (const { action, actor } of deployment.auditLog.events({ from: Date.now() - 3_600_000 })) console.log(action, actor)
   */
  events(query: AuditLogQuery, options?: CallOptions): AsyncIterableIterator<AuditLogEvent>
  /**
   * Yields each event once, oldest first, and polls for new ones every `everyMs`, without end. Reads only. To resume, pass
   * the last event that you processed as `from`, also in another process. If several events are identical, it resumes after
   * the last of them. Holds the events of one millisecond in memory.
   *
   * An event has the time at which its change began, and appears once that is complete. So each is yielded at least 10
   * seconds after its time, by the clock of this machine: a change that takes longer may be missed.
   * @throws {ForbiddenError} if the plan keeps no audit log since `from`; always on a self-hosted deployment
   * @throws the reason of `signal`, also during a pause. A `break` ends it, too.
   * @example
   * for await (const event of deployment.auditLog.follow({ from: lastEvent ?? Date.now() })) await store(event)
   */
  follow(
    query: {
      /** The time of the oldest event, or the event after which to begin. */
      readonly from: number | Date | AuditLogEvent
      /**
       * The pause between two polls, in milliseconds.
       * @default 10_000
       */
      readonly everyMs?: number | undefined
    },
    options?: CallOptions,
  ): AsyncIterableIterator<AuditLogEvent>
  /** Reads one page of events, oldest first. The last page may be empty. Reads only. */
  page(query: AuditLogPageQuery, options?: CallOptions): Promise<AuditLogPage>
}

const LARGEST_PAGE = 100
/** The time after which no change that began earlier is expected to appear. */
const SETTLING_MS = 10_000
/** The span of a quiet log that is read again. Without this bound, the start would outlive the plan's retention. */
const QUIET_MS = 43_200_000

export function createAuditLog(client: V1Client): AuditLogResource {
  const page = async (asked: AuditLogPageQuery, options?: CallOptions) => {
    const { from, cursor, limit } = readOptions(asked, ['from', 'cursor', 'limit'], 'a page')
    const query = {
      from: toMilliseconds(from),
      ...(cursor !== undefined && { cursor }),
      ...(limit !== undefined && { limit }),
    }
    return client.GET('/list_audit_log_events', options, { params: { query } })
  }

  const auditLog: AuditLogResource = {
    page,
    async *events(asked, options) {
      const { from } = readOptions(asked, ['from'], '`events`')
      // The cursor is valid only with its `from`: a caller may change the `Date` between two pages.
      const start = toMilliseconds(from)
      const assertNew = cursorGuard('listAuditLogEvents')
      let cursor: string | undefined
      do {
        const { items, pagination } = await page({ from: start, limit: LARGEST_PAGE, cursor }, options)
        yield* items
        cursor = (pagination.hasMore && pagination.nextCursor) || undefined
        assertNew(cursor)
      } while (cursor)
    },
    async *follow(asked, options = {}) {
      const { signal } = own(options)
      const { from, everyMs } = readOptions(asked, ['from', 'everyMs'], '`follow`')
      const pause = whole('everyMs', everyMs, 10_000, 1, LONGEST_MS)
      const last = isEvent(from) ? from : undefined
      let start = toMilliseconds(last?.createTime ?? from)
      // The events of the millisecond `start` that were yielded.
      let yielded: string[] = []
      if (last) {
        for await (const event of auditLog.events({ from: start }, options)) {
          if (event.createTime > start) break
          yielded.push(sortedJson(event))
        }
        yielded = yielded.slice(0, yielded.lastIndexOf(sortedJson(last)) + 1)
      }
      for (;;) {
        const settled = Date.now() - SETTLING_MS
        // Identical events arrive in the same poll, so compare only with those of earlier polls.
        const known = [...yielded]
        for await (const event of auditLog.events({ from: start }, options)) {
          if (event.createTime > settled) break
          if (event.createTime > start) yielded = []
          start = event.createTime
          const text = sortedJson(event)
          if (known.includes(text)) continue
          yielded.push(text)
          yield event
        }
        start = Math.max(start, settled - QUIET_MS)
        await sleep(pause, signal)
      }
    },
  }
  return auditLog
}

function isEvent(from: unknown): from is AuditLogEvent {
  return isObject(from) && 'createTime' in from
}

/** Returns the milliseconds of a time. Converts nothing: `Number(null)` would be the epoch. */
function toMilliseconds(from: unknown): number {
  const isDate = Object.prototype.toString.call(from) === '[object Date]'
  const milliseconds = isDate ? Number(from) : from
  if (typeof milliseconds === 'number' && Number.isInteger(milliseconds) && milliseconds >= 0)
    return milliseconds
  throw refusal('from', '`from` must be a valid `Date` or a whole number of milliseconds since the epoch.')
}
