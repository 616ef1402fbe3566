import type { CallOptions } from '../transport/options.js'
import type { V1Client, V1Schemas } from './v1.js'

/**
 * A log stream as it exists, told apart by `logStreamType`. A newer deployment may answer kinds that are not in this
 * type: give a `switch` a default.
 */
export type LogStream = V1Schemas['LogStreamConfig']

/** What a new log stream needs, by its `logStreamType`. */
export type CreateLogStream = V1Schemas['CreateLogStreamArgs']

/** What to change about a log stream: what is left out stays, and `null` clears where the type admits it. */
export type UpdateLogStream = V1Schemas['UpdateLogStreamArgs']

/** The id of a new log stream and, for a webhook, the secret that signs its requests. */
export type CreatedLogStream = V1Schemas['CreateLogStreamResponse']

/** Where a deployment sends its logs: at most one stream of each kind, and five in all. */
export interface LogStreamsResource {
  /** Lists all streams. Reads only; a webhook's `hmacSecret` is in clear. */
  list(options?: CallOptions): Promise<LogStream[]>
  /**
   * Reads one stream.
   * @throws {NotFoundError} where there is none of that id
   */
  get(id: string, options?: CallOptions): Promise<LogStream>
  /**
   * Creates a stream. Writes, and is never repeated where it may have taken effect.
   * @throws {ConflictError} where a stream of that kind exists
   * @throws {ForbiddenError} where the plan has no log streams
   * @example
   * const { id } = await deployment.logStreams.create({ logStreamType: 'webhook', url: 'https://logs.example.com', format: 'jsonl' })
   */
  create(config: CreateLogStream, options?: CallOptions): Promise<CreatedLogStream>
  /**
   * Changes a stream and restarts it. Writes.
   * @example
   * await deployment.logStreams.update(id, { logStreamType: 'webhook', topics: null })
   */
  update(id: string, config: UpdateLogStream, options?: CallOptions): Promise<void>
  /**
   * Deletes a stream. Writes.
   * @throws {NotFoundError} where there is none of that id, or not any more
   */
  delete(id: string, options?: CallOptions): Promise<void>
  /**
   * Makes a new secret for a webhook; the old one is void at once. Writes, and is never repeated where it may have
   * taken effect: read the secret with `get` then.
   */
  rotateSecret(id: string, options?: CallOptions): Promise<string>
}

export function createLogStreams(client: V1Client): LogStreamsResource {
  const at = (id: string) => ({ params: { path: { id } } })

  return {
    list: async options => (await client.GET('/list_log_streams', options)).data,
    get: async (id, options) => (await client.GET('/get_log_stream/{id}', { ...options, ...at(id) })).data,
    create: async (body, options) => (await client.POST('/create_log_stream', { ...options, body })).data,
    async update(id, body, options) {
      await client.POST('/update_log_stream/{id}', { ...options, ...at(id), body })
    },
    async delete(id, options) {
      await client.POST('/delete_log_stream/{id}', { ...options, ...at(id) })
    },
    async rotateSecret(id, options) {
      const { data } = await client.POST('/rotate_webhook_secret/{id}', { ...options, ...at(id) })
      return data.hmacSecret
    },
  }
}
