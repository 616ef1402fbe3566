import { ApiError, isDeploymentError, UnexpectedResponseError } from '../errors.js'
import type { Send } from './sender.js'
import type { CallOptions } from './settings.js'

/** The part of a path client's options that carries the options of one call down to the transport. */
export type CallInit = {
  readonly fetch: (request: Request) => Promise<Response>
}

interface Result<Data> {
  readonly data?: Data
  readonly response: Response
}

/** Makes one call of a path client under the options of that call. */
export interface Call {
  /** Resolves with the body of the answer. */
  read<Data>(options: CallOptions, request: (init: CallInit) => Promise<Result<Data>>): Promise<Data>
  /** Resolves when the answer was a success. */
  write(options: CallOptions, request: (init: CallInit) => Promise<Result<unknown>>): Promise<void>
}

/** Binds the options of single calls to a transport. */
export function createCall(send: Send, url: string): Call {
  async function succeed<Data>(
    { signal, ...options }: CallOptions,
    request: (init: CallInit) => Promise<Result<Data>>,
  ) {
    signal?.throwIfAborted()
    try {
      const result = await request({ fetch: wire => send(wire, { signal, ...options }) })
      if (result.response.ok) return result
      // The transport throws for an error answer: this one was made by middleware.
      const { status } = result.response
      throw new ApiError(`Middleware answered with status ${status}.`, {
        url,
        status,
        outcome: 'unknown',
        headers: {},
      })
    } catch (error) {
      // openapi-fetch trips over a reason that is falsy.
      if (!isDeploymentError(error)) signal?.throwIfAborted()
      throw error
    }
  }

  return {
    async read(options, request) {
      const { data, response } = await succeed(options, request)
      if (data !== undefined) return data
      const context = { url, status: response.status, outcome: 'unknown' as const }
      throw new UnexpectedResponseError(
        'Middleware answered without the body that the document declares.',
        context,
      )
    },
    async write(options, request) {
      await succeed(options, request)
    },
  }
}
