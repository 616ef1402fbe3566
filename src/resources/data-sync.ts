import type { DocumentValue } from '../../generated/v1.js'
import { type CallOptions, readOptions } from '../transport/options.js'
import { cursorGuard } from './paging.js'
import type { V1Client, V1Schemas } from './v1.js'

export type { DocumentValue }

/**
 * A page of a sync. To apply it, empty the tables in `truncates`, then apply `values` in their order. The `component` of
 * a table is a path, and `''` the app itself. The data as a whole is consistent once a page has a `snapshotTs`.
 */
export type DataSyncPage = V1Schemas['DataSyncResponse']

/** The components, tables and columns to sync. `_other` decides for those without a name of their own. */
export type DataSyncSelection = V1Schemas['Selection']

/** A sync that had a page within the last three days, and its progress. */
export type ActiveDataSync = V1Schemas['ActiveDataSync']

/** The data to sync, and the position to continue from. */
export interface DataSyncQuery {
  /** The components, tables and columns to sync. By default everything. */
  readonly selection?: DataSyncSelection | undefined
  /** The `pagination.nextCursor` of the last page that you stored. Without it, a new sync begins. */
  readonly cursor?: string | undefined
}

/** The export of a deployment's documents. Integers are `bigint`, as they may exceed 2^53. */
export interface DataSyncResource {
  /**
   * Reads page after page until the data is up to date. To continue later, store `pagination.nextCursor` of every page,
   * also of one without values, in one transaction with what the page holds. If you store it after that and the program
   * ends in between, the sync goes on from before the page: of two revisions of a document the one with the higher `ts`
   * counts, but a sync that was still `snapshotting` has to begin again, as it may miss a deletion. The first page of a
   * new sync writes an audit log event, and is not requested again if it may have done so.
   * @throws {ForbiddenError} if the plan has no data sync
   * @throws {BadRequestError} `DataSyncCursorExpired` if the cursor is older than what the deployment keeps, 14 days on
   * the cloud and 2 on a self-hosted one: begin again without one
   * @example
   * for await (const page of deployment.dataSync.pages({ cursor })) {
   *   await store(page.truncates, page.values)
   *   await storeCursor(page.pagination.nextCursor)
   * }
   */
  pages(query?: DataSyncQuery, options?: CallOptions): AsyncIterableIterator<DataSyncPage>
  /** Lists the syncs of the last three days, the latest first. Requests pages as you iterate. Reads only. */
  active(options?: CallOptions): AsyncIterableIterator<ActiveDataSync>
  /**
   * Reads the progress of one sync by the `syncId` of its pages. Reads only.
   * @throws {NotFoundError} if there is no sync with that id, or it had no page within the last three days
   */
  get(syncId: string, options?: CallOptions): Promise<ActiveDataSync>
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

    get: (syncId, options) =>
      client.GET('/data/sync/{sync_id}', options, { params: { path: { sync_id: syncId } } }),
  }
}
