/** The part of a request that the transport looks at. */
export interface Outgoing {
  readonly url: string
  readonly method: string
  readonly headers: Headers
  readonly signal?: AbortSignal
  text(): Promise<string>
}

/**
 * A request that is not one yet: what openapi-fetch makes where no middleware looks at it. A `Request` of the runtime
 * brings an abort signal and a stream, and costs as much as all checks of the transport.
 */
export class Draft implements Outgoing {
  readonly method: string
  readonly headers: Headers
  readonly body: string

  constructor(
    readonly url: string,
    { method, headers, body = '' }: DraftInit,
  ) {
    this.method = method
    this.headers = headers
    this.body = body
  }

  async text(): Promise<string> {
    return this.body
  }
}

interface DraftInit {
  readonly method: string
  readonly headers: Headers
  readonly body?: string
}
