import { InvalidInputError } from '../errors.js'
import { assertKnownOptions, type CallOptions } from '../transport/options.js'
import type { V1Client, V1Schemas } from './v1.js'

/** One thing that was done to a deployment: by whom, when, and to what. */
export type AuditLogEvent = V1Schemas['AuditLogEvent']

/** One page of the audit log. */
export type AuditLogPage = V1Schemas['ListAuditLogEventsResponse']

/** From when on to read the audit log. */
export interface AuditLogQuery {
  /** The moment of the oldest event, inclusive: milliseconds since the epoch, or a `Date`. */
  readonly from: number | Date
}

/** Which page of the audit log to read. */
export interface AuditLogPageQuery extends AuditLogQuery {
  /** `pagination.nextCursor` of the page before; it belongs to that `from`. */
  readonly cursor?: string | undefined
  /**
   * The greatest number of events on the page, 1 to 100.
   * @default 15
   */
  readonly limit?: number | undefined
}

/** Who changed what on a deployment. */
export interface AuditLogResource {
  /**
   * Reads all events from a moment on, oldest first, page after page as they are asked for.
   * @throws {ForbiddenError} where the plan keeps no audit log, or not from so far back; always on self-hosted ones
   * @example
   * for await (const { action, actor } of deployment.auditLog.events({ from: Date.now() - 3_600_000 })) console.log(action, actor)
   */
  events(query: AuditLogQuery, options?: CallOptions): AsyncIterableIterator<AuditLogEvent>
  /** Reads one page of events. The last page may be empty. */
  page(query: AuditLogPageQuery, options?: CallOptions): Promise<AuditLogPage>
}

const LARGEST_PAGE = 100

export function createAuditLog(client: V1Client): AuditLogResource {
  const page = async (asked: AuditLogPageQuery, options?: CallOptions) => {
    assertKnownOptions(asked, ['from', 'cursor', 'limit'], 'a page')
    const { from, cursor, limit } = asked
    const query = {
      from: moment(from),
      ...(cursor !== undefined && { cursor }),
      ...(limit !== undefined && { limit }),
    }
    return (await client.GET('/list_audit_log_events', { ...options, params: { query } })).data
  }

  return {
    page,
    async *events(asked, options) {
      assertKnownOptions(asked, ['from'], '`events`')
      // The cursor belongs to its `from`: a Date that is changed meanwhile must not change it.
      const start = moment(asked.from)
      let cursor: string | undefined
      do {
        const { items, pagination } = await page({ from: start, limit: LARGEST_PAGE, cursor }, options)
        yield* items
        cursor = (pagination.hasMore && pagination.nextCursor) || undefined
      } while (cursor)
    },
  }
}

/** Returns the milliseconds of a moment. Nothing is converted: `Number(null)` would be the epoch. */
function moment(from: unknown): number {
  const isDate = Object.prototype.toString.call(from) === '[object Date]'
  const milliseconds = isDate ? Number(from) : from
  if (typeof milliseconds === 'number' && Number.isInteger(milliseconds) && milliseconds >= 0)
    return milliseconds
  throw new InvalidInputError(
    '`from` must be a valid `Date` or a whole number of milliseconds since the epoch.',
    { option: 'from' },
  )
}
