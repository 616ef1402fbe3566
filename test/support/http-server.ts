import { readFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { onTestFinished } from 'vitest'

/** Starts an HTTP server on loopback, which is closed when the test is finished. Resolves with its origin. */
export async function serveHttp(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  return `http://127.0.0.1:${await listen(server, () => server.closeAllConnections())}`
}

/** The same over TLS, with a certificate that nobody has signed but itself. */
export async function serveSelfSigned(listener: RequestListener): Promise<string> {
  const [cert, key] = await Promise.all(['certificate.pem', 'key.pem'].map(readTls))
  const server = createTlsServer({ cert, key }, listener)
  return `https://127.0.0.1:${await listen(server, () => server.closeAllConnections())}`
}

function readTls(name: string): Promise<Buffer> {
  return readFile(new URL(`./tls/${name}`, import.meta.url))
}

async function listen(server: Server, hangUp: () => void): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    const closed = new Promise(resolve => server.close(resolve))
    hangUp()
    await closed
  })
  return (server.address() as AddressInfo).port
}
