import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { http, startSocketServer } from '../../support/socket-server.js'

/** What many calls on one client left behind. */
export interface Leftovers {
  /** How the calls ended, by the name of the error or `success`. */
  readonly settled: { readonly [ending: string]: number }
  /** Listeners on the caller's signal. */
  readonly listeners: number
  /** Timers and sockets that keep the process alive. */
  readonly resources: readonly string[]
  /** How much the heap grew, warmed up and collected. */
  readonly heapBytes: number
}

/** The same, and what its server saw. */
export interface LeakRun extends Leftovers {
  /** The greatest number of connections that were open at once. */
  readonly openAtMost: number
  /** How the process ended by itself: `0`. */
  readonly exitCode: number | null
}

/** Runs that many calls in a process of their own, over a server that answers in every way. */
export async function runCalls(calls: number): Promise<LeakRun> {
  let openAtMost = 0
  const server = await startSocketServer(socket => {
    openAtMost = Math.max(openAtMost, server.open())
    answer(socket, server.requests.at(-1) ?? '')
  })
  const script = fileURLToPath(new URL('./caller.ts', import.meta.url))
  const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', script, server.url, `${calls}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [printed, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  await server.close()
  const leftovers: Leftovers = JSON.parse(printed)
  return { ...leftovers, openAtMost, exitCode }
}

/** Every call in twenty its own way, by the number that its request tells. */
function answer(socket: Socket, request: string): void {
  const number = Number(/call[-_](\d+)/i.exec(request)?.[1])
  const good = request.startsWith('GET') ? http('200 OK', STREAM) : http('200 OK', '')
  const odd = ODD[number % 20]
  if (odd) odd(socket)
  else socket.write(good)
}

const STREAM = JSON.stringify({
  logStreamType: 'webhook',
  id: 's1',
  status: { type: 'active' },
  url: 'https://logs.example.com',
  format: 'json',
  topics: null,
  hmacSecret: 'a-secret',
})

const ODD: { readonly [remainder: number]: (socket: Socket) => unknown } = {
  10: socket => socket.write(http('404 Not Found', '{"code":"LogStreamDoesntExist","message":"no"}')),
  11: socket => socket.write(http('400 Bad Request', '{"code":"EnvVarLimitMet","message":"no"}')),
  12: socket => socket.end(http('500 Oops', '', ['retry-after: 0', 'connection: close'])),
  13: socket =>
    socket.write(http('503 Busy', '{"code":"ExpiredInQueue","message":"no"}', ['retry-after: 0'])),
  14: socket => socket.resetAndDestroy(),
  15: socket => socket.resetAndDestroy(),
  16: socket => socket.write(http('200 OK', '<html>')),
  17: socket => socket.write(http('307 There', '', ['location: https://example.com'])),
  18: socket => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"log'),
  19: socket => socket.end(http('500 Oops', 'x'.repeat(300_000), ['connection: close'])),
}
