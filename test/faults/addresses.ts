import { readFile } from 'node:fs/promises'
import { createServer as createHttpServer, type Server as HttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer, type Server, type Socket } from 'node:net'

/** Where a request goes that no server of ours is to answer. */
export type AddressKind =
  | 'closed port'
  | 'unknown host'
  | 'self-signed certificate'
  | 'HTTP behind https'
  | 'TLS behind http'
  | 'hangs up before TLS'
  | 'hangs up in TLS'
  | 'refuses TLS'

/** An address, and how many requests arrived there. */
export interface Address {
  readonly url: string
  readonly arrived: () => number
  close(): Promise<void>
}

/** Opens an address. */
export function open(place: AddressKind): Promise<Address> {
  return ADDRESSES[place]()
}

const HANDSHAKE_FAILURE = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 40])

const ADDRESSES: { readonly [Name in AddressKind]: () => Promise<Address> } = {
  'closed port': async () => {
    const once = await listen(createServer(), 'http:')
    await once.close()
    return once
  },
  'unknown host': async () => ({
    url: 'https://happy-otter-123.invalid',
    arrived: () => 0,
    close: async () => {},
  }),
  'self-signed certificate': () => serve(secure, 'https:'),
  'TLS behind http': () => serve(secure, 'http:'),
  'HTTP behind https': () => serve(async listener => createHttpServer(listener), 'https:'),
  'hangs up before TLS': () => handshake(socket => socket.end()),
  'hangs up in TLS': () => handshake(socket => socket.once('data', () => socket.end())),
  'refuses TLS': () => handshake(socket => socket.once('data', () => socket.end(HANDSHAKE_FAILURE))),
}

/** A server that would answer whatever reaches it. */
async function serve(create: (listener: RequestListener) => Promise<HttpServer>, scheme: string) {
  let arrived = 0
  const server = await create((_, response) => {
    arrived += 1
    response.end('{}')
  })
  return { ...(await listen(server, scheme)), arrived: () => arrived }
}

async function secure(listener: RequestListener): Promise<HttpServer> {
  const read = (name: string) => readFile(new URL(`../support/tls/${name}`, import.meta.url))
  const [cert, key] = await Promise.all(['certificate.pem', 'key.pem'].map(read))
  return createHttpsServer({ cert, key }, listener)
}

/** A server that does something to each connection before TLS is agreed. */
function handshake(answer: (socket: Socket) => void): Promise<Address> {
  return listen(createServer(answer), 'https:')
}

async function listen(server: Server, scheme: string): Promise<Address> {
  const sockets = new Set<Socket>()
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `${scheme}//127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    arrived: () => 0,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
