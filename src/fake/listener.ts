import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Served } from './serve-fault.js'

/** A function that handles a request from an address. It reads the document only if the request is for it. */
type Handle = (
  request: Request,
  address: string | null,
  readDocument: () => string | undefined,
) => Promise<Served>

/** Serves requests with a handler over HTTP on loopback. */
export async function serve(
  handle: Handle,
  port: number,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = nodeHttp().createServer((incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    url: `http://127.0.0.1:${isAddressInfo(address) ? address.port : port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Returns `node:http` without an import: bundlers for other runtimes would not find it, and fail. */
function nodeHttp(): typeof import('node:http') {
  const http = globalThis.process?.getBuiltinModule?.('node:http')
  if (http) return http
  throw new Error(
    'A fake deployment listens on Node, Bun and Deno only: pass its `fetch` to the client instead.',
  )
}

async function answer(handle: Handle, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const client = new AbortController()
  outgoing.once('close', () => client.abort())
  const request = await toRequest(incoming, client.signal)
  const served = await handle(request, incoming.socket.remoteAddress ?? null, readDocument)
  if (served === 'reset') return void incoming.socket.resetAndDestroy()
  outgoing.writeHead(served.status, Object.fromEntries(served.headers))
  if (served.body) for await (const chunk of served.body) outgoing.write(chunk)
  outgoing.end()
}

/** The folders that hold `openapi/`, relative to the source and to the bundle. */
const ROOTS = ['../../', '../../../']

/** Reads `openapi/v1.json`. Returns `undefined` if a bundler has moved this code out of its package. */
function readDocument(): string | undefined {
  const { readFileSync } = globalThis.process.getBuiltinModule('node:fs')
  // Not one expression: bundlers would take it for a file to copy, and not find it.
  const here = import.meta.url
  for (const root of ROOTS) {
    try {
      return readFileSync(new URL(`${root}openapi/v1.json`, here), 'utf8')
    } catch {}
  }
  return undefined
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const { method = 'GET', headers, url = '/' } = incoming
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const body = method === 'GET' || method === 'HEAD' || chunks.length === 0 ? null : Buffer.concat(chunks)
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return new Request(new URL(url, `http://${headers.host ?? '127.0.0.1'}`), {
    method,
    headers: Object.fromEntries(entries),
    body,
    signal,
  })
}

function isAddressInfo(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}
