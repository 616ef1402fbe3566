import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { isRead } from './http.js'
import { LARGEST_BODY } from './limits.js'
import type { Served } from './serve-fault.js'
import type { SyncSession } from './sync-session.js'

/** A function that handles a request from an address. It reads the document only if the request is for it. */
type Handle = (
  request: Request,
  address: string | null,
  readDocument: () => string | undefined,
) => Promise<Served>

/** The parts of a fake deployment that a listener serves. */
export interface Site {
  readonly handle: Handle
  /** Answers the paths that a listener has beyond those of a deployment. */
  readonly answerOwn: (request: Request) => Response | undefined
  /** Receives the handshake of a WebSocket. Returns a function that opens its session once it is accepted. */
  readonly receiveHandshake: (request: Request) => () => SyncSession
}

/** Serves a fake deployment over HTTP, and its queries over WebSockets, on loopback. */
export async function serve(site: Site, port: number): Promise<{ url: string; close: () => Promise<void> }> {
  const { createServer } = nodeHttp()
  const respond = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    answer(site, incoming, outgoing).catch(() => outgoing.destroy())
  }
  const server = createServer(respond)
  const withoutUpgrades = createServer(respond)
  // All of them, also those that have left the server for another protocol.
  const connections = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!isSync(incoming)) {
      socket.unshift(Buffer.concat([plainHead(incoming), head]))
      return void withoutUpgrades.emit('connection', socket)
    }
    acceptSocket(site, incoming, socket, head).catch(() => socket.destroy())
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
        for (const socket of connections) socket.destroy()
      }),
  }
}

function isSync({ url = '', headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket' && /^\/api\/(?:[^/?]+\/)?sync(?:\?|$)/.test(url)
}

/** Returns the head of a request without the offer of another protocol, such as Java's of HTTP/2: a server may ignore it. */
function plainHead({ method, url, rawHeaders }: IncomingMessage): Buffer {
  const lines = rawHeaders.flatMap((name, index) =>
    index % 2 === 1 || /^(?:connection|upgrade|http2-settings)$/i.test(name)
      ? []
      : [`${name}: ${rawHeaders[index + 1]}`],
  )
  return Buffer.from([`${method} ${url} HTTP/1.1`, ...lines, '', ''].join('\r\n'), 'latin1')
}

async function acceptSocket(
  site: Site,
  incoming: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  socket.on('error', () => socket.destroy())
  // Loaded when it is needed, and by nobody who does not listen.
  const { acceptSync } = await import('./sync-socket.js')
  acceptSync(site.receiveHandshake(toRequest(incoming, null, null)), incoming, socket, head)
}

/** Returns `node:http` without an import: bundlers for other runtimes would not find it, and fail. */
function nodeHttp(): typeof import('node:http') {
  const http = globalThis.process?.getBuiltinModule?.('node:http')
  if (http) return http
  throw new Error(
    'A fake deployment listens on Node, Bun and Deno only: pass its `fetch` to the client instead.',
  )
}

async function answer(site: Site, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const client = new AbortController()
  outgoing.once('close', () => client.abort())
  const request = toRequest(incoming, await bodyOf(incoming), client.signal)
  const served =
    site.answerOwn(request) ??
    (await site.handle(request, incoming.socket.remoteAddress ?? null, readDocument))
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

async function bodyOf(incoming: IncomingMessage): Promise<BodyInit | null> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of incoming) {
    // The rest is read, as a client may be about to write it, and forgotten.
    if (bytes <= LARGEST_BODY) chunks.push(chunk)
    bytes += chunk.byteLength
  }
  return chunks.length === 0 || isRead(incoming.method ?? '') ? null : Buffer.concat(chunks)
}

function toRequest(
  { method = 'GET', headers, url = '/' }: IncomingMessage,
  body: BodyInit | null,
  signal: AbortSignal | null,
): Request {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  const base = `http://${headers.host ?? '127.0.0.1'}`
  // A path that begins with two slashes would be read as another host.
  return new Request(url.startsWith('/') ? `${base}${url}` : new URL(url, base), {
    method,
    headers: Object.fromEntries(entries),
    body,
    signal,
  })
}

function isAddressInfo(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}
