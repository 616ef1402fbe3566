import type { DocumentValue } from '../../generated/v1.js'
import { type CallOptions, readOptions } from '../transport/options.js'
import { cursorGuard } from './paging.js'
import type { V1Client, V1Schemas } from './v1.js'

export type { DocumentValue }

/** A page of a sync. To apply it, empty the tables in `truncates`, then apply `values` in their order. */
export type DataSyncPage = V1Schemas['DataSyncResponse']

/** The components, tables and columns to sync. `_other` decides for those without a name of their own. */
export type DataSyncSelection = V1Schemas['Selection']

/** A sync that had a page within the last three days, and its progress. */
export type ActiveDataSync = V1Schemas['ActiveDataSync']

/** The data to sync, and the position to continue from. */
export interface DataSyncQuery {
  /** The components, tables and columns to sync. By default everything. */
  readonly selection?: DataSyncSelection | undefined
  /** The `pagination.nextCursor` of the last page that you applied. Without it, a new sync begins. */
  readonly cursor?: string | undefined
}

/** The export of a deployment's documents. Integers are `bigint`, as they may exceed 2^53. */
export interface DataSyncResource {
  /**
   * Reads page after page until the data is up to date. To continue later, keep `pagination.nextCursor` of the last
   * page. The first page of a new sync writes an audit log event, and is not requested again if it may have done so.
   * @throws {ForbiddenError} if the plan has no data sync
   * @throws {BadRequestError} `DataSyncCursorExpired` if the cursor is older than three days: begin again without one
   * @example
   * for await (const page of deployment.dataSync.pages({ cursor })) {
   *   await apply(page.truncates, page.values)
   *   cursor = page.pagination.nextCursor ?? undefined
   * }
   */
  pages(query?: DataSyncQuery, options?: CallOptions): AsyncIterableIterator<DataSyncPage>
  /** Lists the syncs of the last three days, the latest first. Requests pages as you iterate. Reads only. */
  active(options?: CallOptions): AsyncIterableIterator<ActiveDataSync>
}

export function createDataSync(client: V1Client): DataSyncResource {
  return {
    async *pages(asked = {}, options) {
      const { selection, cursor } = readOptions(asked, ['selection', 'cursor'], 'a sync')
      const assertNew = cursorGuard('dataSync')
      let next: string | null | undefined = cursor
      let page: DataSyncPage
      do {
        // An empty cursor is sent, so that the deployment refuses it: without a cursor, another sync would begin.
        const body = {
          ...(selection !== undefined && { selection }),
          ...(next !== undefined && { cursor: next }),
        }
        assertNew(next)
        page = await client.POST('/data/sync', options, { body })
        next = page.pagination.nextCursor
        yield page
        // `hasMore` is always true: only the status shows the end.
      } while (page.status.type !== 'upToDate' && next)
    },

    async *active(options) {
      const assertNew = cursorGuard('listActiveSyncs')
      let cursor: string | null | undefined
      do {
        const query = { limit: 100, ...(cursor && { cursor }) }
        const page: V1Schemas['ListActiveSyncsResponse'] = await client.GET(
          '/data/list_active_syncs',
          options,
          { params: { query } },
        )
        yield* page.syncs
        cursor = page.pagination.hasMore ? page.pagination.nextCursor : undefined
        assertNew(cursor)
      } while (cursor)
    },
  }
}
