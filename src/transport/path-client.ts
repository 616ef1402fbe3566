import createClient, { type Client, type Middleware } from 'openapi-fetch'
import { serializeBody, serializePath } from './request.js'
import type { Send } from './sender.js'

export type { Client as PathClient, Middleware }

/** What a path client is made of. */
export interface PathClientOptions {
  readonly baseUrl: string
  readonly send: Send
  readonly headers: Readonly<Record<string, string>> | undefined
  readonly middleware: readonly Middleware[] | undefined
}

/** A typed openapi-fetch client over the transport: the only place that knows openapi-fetch. */
export function createPathClient<Paths extends {}>({
  baseUrl,
  send,
  headers,
  middleware,
}: PathClientOptions): Client<Paths> {
  const client = createClient<Paths>({
    baseUrl,
    fetch: request => send(request),
    bodySerializer: serializeBody,
    pathSerializer: serializePath,
    ...(headers && { headers }),
  })
  client.use(...(middleware ?? []))
  return client
}
