import type { DocumentValue } from '../../generated/v1.js'
import { assertKnownOptions, type CallOptions } from '../transport/options.js'
import type { V1Client, V1Schemas } from './v1.js'

export type { DocumentValue }

/** One page of a sync: empty the tables in `truncates`, then apply `values` in their order. */
export type DataSyncPage = V1Schemas['DataSyncResponse']

/** Which components, tables and columns to sync; `_other` decides for all that is not named. */
export type DataSyncSelection = V1Schemas['Selection']

/** A sync that had a page within the last three days, and how far it has come. */
export type ActiveDataSync = V1Schemas['ActiveDataSync']

/** What to sync, and where to go on. */
export interface DataSyncQuery {
  /** By default everything. */
  readonly selection?: DataSyncSelection | undefined
  /** `pagination.nextCursor` of the last page that was applied; without it a new sync begins. */
  readonly cursor?: string | undefined
}

/** The export of a deployment's documents. Integers come out as `bigint`: they may exceed 2^53. */
export interface DataSyncResource {
  /**
   * Reads page after page until the data is up to date. Keep `pagination.nextCursor` of the last page to go on from
   * there. The first page of a new sync writes an audit log event, and is never repeated where it may have.
   * @throws {ForbiddenError} where the plan has no data sync
   * @throws {BadRequestError} `DataSyncCursorExpired` for a cursor older than three days: begin again without one
   * @example
   * for await (const page of deployment.dataSync.pages({ cursor })) {
   *   await apply(page.truncates, page.values)
   *   cursor = page.pagination.nextCursor ?? undefined
   * }
   */
  pages(query?: DataSyncQuery, options?: CallOptions): AsyncIterableIterator<DataSyncPage>
  /** Lists the syncs of the last three days, the latest first, page after page as they are asked for. Reads only. */
  active(options?: CallOptions): AsyncIterableIterator<ActiveDataSync>
}

export function createDataSync(client: V1Client): DataSyncResource {
  return {
    async *pages(asked = {}, options) {
      assertKnownOptions(asked, ['selection', 'cursor'], 'a sync')
      const { selection, cursor } = asked
      let next: string | null | undefined = cursor
      let page: DataSyncPage
      do {
        // An empty cursor is sent, to be refused: dropped, it would begin another sync.
        const body = {
          ...(selection !== undefined && { selection }),
          ...(next !== undefined && { cursor: next }),
        }
        page = (await client.POST('/data/sync', { ...options, body })).data
        next = page.pagination.nextCursor
        yield page
        // `hasMore` is always true: only the status tells that all was read.
      } while (page.status.type !== 'upToDate' && next)
    },

    async *active(options) {
      let cursor: string | null | undefined
      do {
        const query = { limit: 100, ...(cursor && { cursor }) }
        const { data }: { data: V1Schemas['ListActiveSyncsResponse'] } = await client.GET(
          '/data/list_active_syncs',
          { ...options, params: { query } },
        )
        yield* data.syncs
        cursor = data.pagination.hasMore ? data.pagination.nextCursor : undefined
      } while (cursor)
    },
  }
}
