import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { SyncSession } from './sync-session.js'

/** The most bytes of one message. */
const LARGEST_MESSAGE = 2_097_152

const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, clientTracking: false })

/** Answers the handshake of a WebSocket. Once it is accepted, opens a session, which answers each message. */
export function acceptSync(
  openSession: () => SyncSession,
  ...handshake: readonly [IncomingMessage, Duplex, Buffer]
): void {
  server.handleUpgrade(...handshake, socket => {
    const session = openSession()
    // A message that is too large or malformed closes the connection by itself.
    socket.on('error', () => {})
    socket.on('message', data => {
      const { messages, ends } = session(data.toString())
      for (const message of messages) socket.send(JSON.stringify(message))
      if (ends) socket.close()
    })
  })
}
