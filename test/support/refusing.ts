import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'

/** A server, and what arrived there. */
export interface Refusing {
  readonly port: number
  readonly arrived: readonly string[]
  close(): Promise<void>
}

/** Starts a proxy that answers every CONNECT with a status, such as `407 Proxy Authentication Required`. */
export function startProxy(status: string): Promise<Refusing> {
  const arrived: string[] = []
  const server = createServer((_, response) => void response.writeHead(502).end())
  server.on('connect', ({ url }, socket) => {
    arrived.push(`CONNECT ${url}`)
    socket.on('error', () => {}).end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`)
  })
  return listen(server, arrived)
}

/** Starts a deployment behind TLS that shows certificates of `test/support/tls`. */
export async function startSecure(
  certificates: readonly string[],
  options: ServerOptions = {},
): Promise<Refusing> {
  const arrived: string[] = []
  const [key, ...cert] = await Promise.all(['key', ...certificates].map(readTls))
  const server = createSecureServer({ key, cert: cert.join(''), ...options }, ({ url }, response) => {
    arrived.push(`${url}`)
    response.end('{"environmentVariables":{}}')
  })
  return listen(server, arrived)
}

/** Reads a file of `test/support/tls` by its name. */
export function readTls(name: string): Promise<string> {
  return readFile(new URL(`tls/${name}.pem`, import.meta.url), 'utf8')
}

async function listen(server: Server, arrived: readonly string[]): Promise<Refusing> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    arrived,
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
