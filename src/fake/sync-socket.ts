import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { SyncSession } from './sync-session.js'

/** The most bytes of one message. */
const LARGEST_MESSAGE = 2_097_152

/** Answers the handshake of a WebSocket, and then each of its messages by a session. */
export function acceptSync(
  session: SyncSession,
  ...handshake: readonly [IncomingMessage, Duplex, Buffer]
): WebSocket | undefined {
  let accepted: WebSocket | undefined
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, clientTracking: false })
  server.handleUpgrade(...handshake, socket => {
    accepted = socket
    // A message that is too large, or is none, closes the connection by itself.
    socket.on('error', () => {})
    socket.on('message', data => {
      const { messages, ends } = session(data.toString())
      for (const message of messages) socket.send(JSON.stringify(message))
      if (ends) socket.close()
    })
  })
  return accepted
}
