import { isDeploymentError, UnexpectedResponseError } from '../errors.js'
import type { Send } from './sender.js'
import type { CallOptions } from './settings.js'

/** The part of a path client's options that carries the options of one call down to the transport. */
export interface CallInit {
  readonly fetch: (request: Request) => Promise<Response>
}

interface Result<Data> {
  readonly data: Data
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
  async function make<Data>(options: CallOptions, request: (init: CallInit) => Promise<Result<Data>>) {
    const { signal } = options
    signal?.throwIfAborted()
    try {
      return await request({ fetch: wire => send(wire, options) })
    } catch (error) {
      // openapi-fetch trips over a reason that is falsy.
      if (!isDeploymentError(error)) signal?.throwIfAborted()
      throw error
    }
  }

  return {
    async read(options, request) {
      const { data, response } = await make(options, request)
      if (data !== undefined) return data
      const message = 'Middleware answered without the body that the document declares.'
      throw new UnexpectedResponseError(message, { url, status: response.status, outcome: 'unknown' })
    },
    async write(options, request) {
      await make(options, request)
    },
  }
}
