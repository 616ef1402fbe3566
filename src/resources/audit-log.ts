import { refusal } from '../errors.js'
import { type CallOptions, readOptions } from '../transport/options.js'
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
  /** Reads one page of events, oldest first. The last page may be empty. Reads only. */
  page(query: AuditLogPageQuery, options?: CallOptions): Promise<AuditLogPage>
}

const LARGEST_PAGE = 100

export function createAuditLog(client: V1Client): AuditLogResource {
  const page = async (asked: AuditLogPageQuery, options?: CallOptions) => {
    const { from, cursor, limit } = readOptions(asked, ['from', 'cursor', 'limit'], 'a page')
    const query = {
      from: moment(from),
      ...(cursor !== undefined && { cursor }),
      ...(limit !== undefined && { limit }),
    }
    return client.GET('/list_audit_log_events', options, { params: { query } })
  }

  return {
    page,
    async *events(asked, options) {
      const { from } = readOptions(asked, ['from'], '`events`')
      // The cursor is valid only with its `from`: a caller may change the `Date` between two pages.
      const start = moment(from)
      const assertNew = cursorGuard('listAuditLogEvents')
      let cursor: string | undefined
      do {
        const { items, pagination } = await page({ from: start, limit: LARGEST_PAGE, cursor }, options)
        yield* items
        cursor = (pagination.hasMore && pagination.nextCursor) || undefined
        assertNew(cursor)
      } while (cursor)
    },
  }
}

/** Returns the milliseconds of a time. Converts nothing: `Number(null)` would be the epoch. */
function moment(from: unknown): number {
  const isDate = Object.prototype.toString.call(from) === '[object Date]'
  const milliseconds = isDate ? Number(from) : from
  if (typeof milliseconds === 'number' && Number.isInteger(milliseconds) && milliseconds >= 0)
    return milliseconds
  throw refusal('from', '`from` must be a valid `Date` or a whole number of milliseconds since the epoch.')
}
