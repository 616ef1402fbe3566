import { http } from '../../support/socket-server.js'
import { type Arrival, type Case, LATE, LOST, SUCCESS, UNCONNECTED } from './case.js'

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'

/** Connections that never come about, that break, and that say nothing more. */
export const connections: readonly Case[] = [
  {
    fault: 'a refused connection',
    place: 'closed port',
    ...UNCONNECTED,
    details: { code: 'ECONNREFUSED' },
    says: /no connection to http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\)/,
  },
  { fault: 'a name that does not resolve', place: 'unknown host', ...UNCONNECTED },
  {
    fault: 'a certificate that nobody vouches for',
    place: 'self-signed certificate',
    ...UNCONNECTED,
    details: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', cause: { message: 'self-signed certificate' } },
  },
  {
    fault: 'a server that speaks no TLS',
    place: 'HTTP behind https',
    ...UNCONNECTED,
    details: { code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
  },
  { fault: 'a server that hangs up before TLS', place: 'hangs up before TLS', ...UNCONNECTED },
  { fault: 'a server that hangs up in the TLS handshake', place: 'hangs up in TLS', ...UNCONNECTED },
  { fault: 'a server that refuses the TLS handshake', place: 'refuses TLS', ...UNCONNECTED },
  // It may have been understood all the same: what comes back is no HTTP.
  { fault: 'a server that speaks TLS alone', place: 'TLS behind http', ...LOST, arrived: 0 },

  { fault: 'a reset before the headers', answer: ({ socket }) => socket.resetAndDestroy(), ...LOST },
  { fault: 'a close before the headers', answer: ({ socket }) => socket.end(), ...LOST },
  { fault: 'a reset during the headers', answer: resetAfter(`${HEAD}content-le`), ...LOST },
  { fault: 'a close during the headers', answer: ({ socket }) => socket.end(`${HEAD}content-le`), ...LOST },
  { fault: 'a reset during the body', answer: resetAfter(`${HEAD}content-length: 99\r\n\r\n{"env`), ...LOST },
  {
    fault: 'a body that is shorter than announced',
    answer: ({ socket }) => socket.end(`${HEAD}content-length: 99\r\n\r\n{"env`),
    ...LOST,
  },
  {
    fault: 'chunks that end before the last one',
    answer: ({ socket }) => socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\n2\r\n[]\r\n`),
    ...LOST,
  },
  {
    fault: 'a chunk whose length is none',
    answer: ({ socket }) => socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\nxyz\r\n[]\r\n0\r\n\r\n`),
    ...LOST,
  },
  {
    fault: 'something that is no HTTP',
    answer: ({ socket }) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
    ...LOST,
  },
  {
    fault: 'headers of 100 KiB',
    answer: ({ socket }) => socket.end(`${HEAD}x-long: ${'x'.repeat(100 * 1024)}\r\n\r\n`),
    ...LOST,
  },

  { fault: 'a stall before the headers', answer: ({ stalled }) => stalled(), ...LATE },
  { fault: 'a stall in the headers', answer: stallAfter(`${HEAD}content-le`), ...LATE },
  { fault: 'a stall before the body', answer: stallAfter(`${HEAD}content-length: 99\r\n\r\n`), ...LATE },
  { fault: 'a stall in the body', answer: stallAfter(`${HEAD}content-length: 99\r\n\r\n{"env`), ...LATE },
  {
    fault: 'a stall in the body of an error',
    answer: stallAfter('HTTP/1.1 500 Oops\r\ncontent-length: 99\r\n\r\n{"code'),
    ...LATE,
  },
  { fault: 'a slow trickle that never ends', answer: trickle, ...LATE },

  {
    fault: 'a body that comes byte by byte',
    answer({ socket, good }) {
      socket.write(`${HEAD}content-length: ${good.length}\r\n\r\n`)
      for (const character of good) socket.write(character)
    },
    ...SUCCESS,
  },
  {
    fault: 'informational answers before the real one',
    answer: ({ socket, good }) =>
      socket.end(`HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n${http('200 OK', good)}`),
    ...SUCCESS,
  },
  {
    fault: 'a 100 that nobody asked for',
    answer: ({ socket }) => socket.write('HTTP/1.1 100 Continue\r\n\r\n'),
    ...LOST,
  },
  {
    fault: 'a switch to another protocol',
    answer: ({ socket }) =>
      socket.write('HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    ...LOST,
  },
]

function resetAfter(text: string) {
  return ({ socket }: Arrival) => void socket.write(text, () => socket.resetAndDestroy())
}

function stallAfter(text: string) {
  return ({ socket, stalled }: Arrival) => void socket.write(text, stalled)
}

/** White space, which JSON may begin with, for as long as somebody listens. */
function trickle({ socket, stalled }: Arrival): void {
  let bytes = 0
  const drip = () => {
    if (!socket.writable) return
    socket.write('1\r\n \r\n')
    bytes += 1
    if (bytes === 20) stalled()
    setImmediate(drip)
  }
  socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`, drip)
}
