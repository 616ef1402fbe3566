import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { onTestFinished } from 'vitest'

/** Starts an HTTP server on loopback, which is closed when the test is finished. Resolves with its origin. */
export async function serveHttp(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  return `http://127.0.0.1:${await listen(server, () => server.closeAllConnections())}`
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
