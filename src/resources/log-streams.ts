import type { CallOptions } from '../transport/options.js'
import type { V1Client, V1Schemas } from './v1.js'

/**
 * An existing log stream; `logStreamType` is its kind. A newer deployment may answer kinds that are not in this type:
 * give a `switch` a default. An older one may leave out `status` and `topics`.
 */
export type LogStream = V1Schemas['LogStreamConfig']

/** The settings of a new log stream, by its `logStreamType`. */
export type CreateLogStream = V1Schemas['CreateLogStreamArgs']

/** The settings of a log stream to change. An absent one stays, and `null` clears one if its type allows it. */
export type UpdateLogStream = V1Schemas['UpdateLogStreamArgs']

/** The id of a new log stream and, for a webhook, the secret that signs the requests. */
export type CreatedLogStream = V1Schemas['CreateLogStreamResponse']

/** The log streams of a deployment: at most one of each kind, and at most eight. */
export interface LogStreamsResource {
  /** Lists all streams, with a webhook's `hmacSecret` in plain text. Reads only. */
  list(options?: CallOptions): Promise<LogStream[]>
  /**
   * Reads one stream, with a webhook's `hmacSecret` in plain text. Reads only.
   * @throws {NotFoundError} if there is no stream with that id
   */
  get(id: string, options?: CallOptions): Promise<LogStream>
  /**
   * Creates a stream. Writes, and is not sent again if it may have taken effect. An `s3Export` hands the deployment's
   * documents, not its logs, to whoever owns the bucket, and needs the permission to view data as well.
   * @throws {ConflictError} if a stream of that kind exists
   * @throws {ForbiddenError} if the plan has no log streams or, for an `s3Export`, no data sync
   * @example
   * const { id } = await deployment.logStreams.create({ logStreamType: 'webhook', url: 'https://logs.example.com', format: 'jsonl' })
   */
  create(config: CreateLogStream, options?: CallOptions): Promise<CreatedLogStream>
  /**
   * Changes and restarts a stream. Writes.
   * @throws {NotFoundError} if there is no stream with that id
   * @example
   * await deployment.logStreams.update(id, { logStreamType: 'webhook', topics: null })
   */
  update(id: string, config: UpdateLogStream, options?: CallOptions): Promise<void>
  /**
   * Deletes a stream. Writes.
   * @throws {NotFoundError} if there is no stream with that id, or no longer
   */
  delete(id: string, options?: CallOptions): Promise<void>
  /**
   * Replaces the secret of a webhook and returns the new one. A stream that runs may go on signing with the old one until
   * it restarts, as it does after `update`: accept both for a while. Writes, and is not sent again if it may have taken
   * effect: in this case, read the secret with `get`.
   */
  rotateSecret(id: string, options?: CallOptions): Promise<string>
}

export function createLogStreams(client: V1Client): LogStreamsResource {
  const at = (id: string) => ({ params: { path: { id } } })

  return {
    list: options => client.GET('/list_log_streams', options),
    get: (id, options) => client.GET('/get_log_stream/{id}', options, at(id)),
    create: (body, options) => client.POST('/create_log_stream', options, { body }),
    async update(id, body, options) {
      await client.POST('/update_log_stream/{id}', options, { ...at(id), body })
    },
    async delete(id, options) {
      await client.POST('/delete_log_stream/{id}', options, at(id))
    },
    async rotateSecret(id, options) {
      return (await client.POST('/rotate_webhook_secret/{id}', options, at(id))).hmacSecret
    },
  }
}
