import { createServer, type Socket } from 'node:net'

/** A server of bare sockets on loopback: what it writes is what goes over the wire. */
export interface SocketServer {
  readonly url: string
  /** The requests that arrived whole, as text. */
  readonly requests: readonly string[]
  /** How many connections were made. */
  readonly connections: () => number
  /** How many of them are open. */
  readonly open: () => number
  /** How many bytes were written to them, those in the buffers of the sockets among them. */
  readonly written: () => number
  /** Resolves when every connection that carried a request is closed. */
  hungUp(): Promise<void>
  close(): Promise<void>
}

/** Starts a server that hands each whole request to `answer`, with the socket to do as it likes. */
export async function startSocketServer(
  answer: (socket: Socket, count: number) => void,
): Promise<SocketServer> {
  const requests: string[] = []
  const sockets = new Set<Socket>()
  const ends = new Set<Promise<void>>()
  let connections = 0
  let written = 0
  const server = createServer(socket => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => {})
    const end = new Promise<void>(resolve => socket.once('close', resolve))
    socket.on('close', () => {
      written += socket.bytesWritten
      sockets.delete(socket)
    })
    let received = ''
    socket.on('data', chunk => {
      received += chunk.toString()
      const whole = wholeRequest(received)
      if (whole === undefined) return
      received = received.slice(whole.length)
      requests.push(whole)
      ends.add(end)
      answer(socket, requests.length)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    requests,
    connections: () => connections,
    open: () => sockets.size,
    written: () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, written),
    hungUp: async () => void (await Promise.all(ends)),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function wholeRequest(received: string): string | undefined {
  const end = received.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const [, length = '0'] = /^content-length: (\d+)$/im.exec(received) ?? []
  const total = end + 4 + Number(length)
  return received.length >= total ? received.slice(0, total) : undefined
}

/** A whole HTTP answer with a JSON body. */
export function http(status: string, body: string, headers: readonly string[] = []): string {
  const lines = [
    `HTTP/1.1 ${status}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  return [...lines, ...headers, '', body].join('\r\n')
}
