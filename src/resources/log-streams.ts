import { type ErrorContext, LogStreamFailedError, rethrow } from '../errors.js'
import { v1 } from '../schema/contracts.js'
import { textMember } from '../text/member.js'
import { type Connection, knownSecrets } from '../transport/call.js'
import { printableMessage } from '../transport/failure.js'
import { assertOption, CALL_OPTIONS, type CallOptions, readOptions } from '../transport/options.js'
import { assertBodyFits } from '../transport/request.js'
import { poll } from './polling.js'
import { isEqual } from './settings.js'
import { upsert } from './upsert.js'
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
   * Creates the stream of a kind, or changes the one that exists, and waits until it is `active`, for at most
   * `totalTimeout`. Returns it as it is then. Writes, except to a stream that is as wanted already. A setting that `config`
   * leaves out stays, and `null` clears it. Keys such as `apiKey` are never returned and cannot be compared: a config that
   * has one is always written. A stream that has failed is written, too, which starts it again. Safe to repeat after any
   * error.
   * @param options with `wait: false` it does not wait. A deployment older than 2026 has no `status` to wait for.
   * @throws {LogStreamFailedError} if the stream has failed; `reason` says why
   * @throws {TimeoutError} if the stream is not active in time
   * @throws {ForbiddenError} as `create` does
   * @example
   * const { id } = await deployment.logStreams.ensure({ logStreamType: 'webhook', url: 'https://logs.example.com', format: 'jsonl' })
   */
  ensure(
    config: CreateLogStream,
    options?: CallOptions & {
      /** @default true */
      readonly wait?: boolean | undefined
    },
  ): Promise<LogStream>
  /**
   * Waits until a stream is `active`, for at most `totalTimeout`, and returns it as it is then. Reads only.
   * @throws {NotFoundError} if there is no stream with that id
   * @throws {LogStreamFailedError} if the stream has failed; `reason` says why
   * @throws {TimeoutError} if the stream is not active in time
   */
  ready(id: string, options?: CallOptions): Promise<LogStream>
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
   * Restarts a stream with the settings that it has, and waits until it is `active`, for at most `totalTimeout`. Writes.
   * @throws {NotFoundError} if there is no stream with that id
   * @throws {LogStreamFailedError} if the stream has failed; `reason` says why
   * @throws {TimeoutError} if the stream is not active in time
   */
  restart(id: string, options?: CallOptions): Promise<LogStream>
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
  /**
   * Replaces the secret of a webhook without losing an event, and returns the webhook. Rotates, passes the new secret to
   * `store`, restarts the stream and waits until it is `active`: its receiver has then accepted an event that is signed
   * with the new secret. Writes. Let the receiver accept the old secret for another half an hour, as a delivery may be that
   * late.
   *
   * Safe to call again after any error. What an error leaves: the stream signs with the secret that it was started with,
   * and `get` reads the new one. If `store` throws, its own error is thrown. If the stream fails, the receiver refused the
   * new secret or did not answer.
   * @param store makes the receiver accept `secret` in addition to those that it accepts. `previous` is the secret before
   * it, which the receiver may lack after an earlier call that failed.
   * @throws {NotFoundError} if there is no stream with that id
   * @throws {LogStreamFailedError} if the stream has failed; `reason` says why
   * @throws {TimeoutError} if the stream is not active in time
   * @example
   * await deployment.logStreams.replaceSecret(id, secret => vault.add('WEBHOOK_SECRETS', secret))
   */
  replaceSecret(
    id: string,
    store: (secret: string, previous: string) => unknown,
    options?: CallOptions,
  ): Promise<LogStream>
}

/** The write that a wait comes after. */
type Written = Pick<ErrorContext, 'operation' | 'outcome'>

const CREATED = { operation: 'createLogStream', outcome: 'unknown' } as const
const UPDATED = { operation: 'updateLogStream', outcome: 'unknown' } as const
const UNCHANGED = { operation: 'updateLogStream', outcome: 'not-sent' } as const

export function createLogStreams(client: V1Client, connection: Connection): LogStreamsResource {
  const at = (id: string) => ({ params: { path: { id } } })

  /** Waits until a stream is active. Its errors have the operation and the outcome of the write before it. */
  async function settle(
    id: string,
    context: Written,
    { signal, ...options }: CallOptions = {},
    wait = true,
  ): Promise<LogStream> {
    let kind = ''
    return poll(
      connection,
      signal,
      () => [`The log stream${kind} did not become active`, context],
      async inner => {
        const stream = await streams.get(id, { ...options, signal: inner })
        kind = ` (${stream.logStreamType})`
        const state = stateOf(stream)
        if (!wait || state === 'active') return stream
        if (state !== 'failed') return undefined
        const reason = printableMessage(textMember(stream.status, 'reason'), undefined, [
          ...knownSecrets(connection),
        ])
        const message = `The log stream${kind} exists, but failed: ${reason || 'no reason was given.'} Remove the cause, then call \`restart\`, or \`ensure\` with other settings.`
        throw new LogStreamFailedError(message, { ...context, url: connection.url, id, reason })
      },
    ).catch(rethrow(context))
  }

  const streams: LogStreamsResource = {
    list: options => client.GET('/list_log_streams', options),
    get: (id, options) => client.GET('/get_log_stream/{id}', options, at(id)),
    async ensure(config, given = {}) {
      const { wait, ...options } = readOptions(given, [...CALL_OPTIONS, 'wait'], '`ensure`')
      assertOption('wait', wait, 'boolean')
      assertBodyFits(v1(), 'createLogStream', config)
      let written: Written = CREATED
      const id = await upsert(
        async () => (await streams.list(options)).find(stream => isOfKind(stream, config)),
        async () => (await streams.create(config, options)).id,
        async stream => {
          const isWanted = stateOf(stream) !== 'failed' && isEqual(config, stream)
          written = isWanted ? UNCHANGED : UPDATED
          if (!isWanted) await streams.update(stream.id, config, options)
          return stream.id
        },
      )
      return settle(id, written, options, wait)
    },
    ready: (id, options) => settle(id, { operation: 'getLogStream', outcome: 'not-sent' }, options),
    create: (body, options) => client.POST('/create_log_stream', options, { body }),
    update: (id, body, options) => client.POST('/update_log_stream/{id}', options, { ...at(id), body }),
    delete: (id, options) => client.POST('/delete_log_stream/{id}', options, at(id)),
    async rotateSecret(id, options) {
      return (await client.POST('/rotate_webhook_secret/{id}', options, at(id))).hmacSecret
    },
    async replaceSecret(id, store, options = {}) {
      assertOption('store', store ?? null, 'function')
      const before = await streams.get(id, options).catch(rethrow({ outcome: 'not-sent' }))
      const secret = await streams.rotateSecret(id, options)
      await store(secret, textMember(before, 'hmacSecret') ?? secret)
      return streams.restart(id, options).catch(rethrow({ outcome: 'unknown' }))
    },
    async restart(id, options = {}) {
      const { logStreamType } = await streams.get(id, options).catch(rethrow({ outcome: 'not-sent' }))
      await streams.update(id, { logStreamType }, options)
      return settle(id, UPDATED, options)
    },
  }
  return streams
}

/** Returns the state of a stream, such as `failed`. That of an older deployment, which does not say it, is taken for active. */
export function stateOf({ status }: LogStream): string | undefined {
  return status ? textMember(status, 'type') : 'active'
}

/** Returns true for the stream of a kind. One that is being deleted no longer counts. */
function isOfKind(stream: LogStream, { logStreamType }: CreateLogStream): boolean {
  return stream.logStreamType === logStreamType && stateOf(stream) !== 'deleting'
}
