import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { createGzip } from 'node:zlib'
import { BODIES, type Body, heaviest } from './bodies.js'

/** The size of an answer on the wire, at most. */
const WIRE = 1_000_000

/** The calls of one process: which operations get which answers up to which length, and the heap that it has. */
export interface Calls {
  readonly operations: readonly string[]
  readonly bodies: readonly string[]
  readonly length: number
  readonly heapMegabytes: number
  /** True for answers that are as long as the limit, whatever they weigh. */
  readonly heavy?: boolean
}

/** How the process ended, and how each call did. */
export interface Ended {
  readonly exitCode: number | null
  readonly endings: Readonly<Record<string, string>>
}

/** Runs calls in a process with a small heap, over a server that answers each with the body that it asks for. */
export async function runCalls({ operations, bodies, length, heapMegabytes, heavy }: Calls): Promise<Ended> {
  const server = createServer((request, response) => {
    request.resume()
    const body = BODIES[decodeURIComponent(`${request.headers['x-body']}`)]
    const isSync = request.headers['x-operation'] === 'dataSync'
    if (!body) return
    const asked = isSync ? within(body) : body
    // The longest that is read whole, and then one that is not.
    const isHeavy = request.headers['x-heavy'] === 'true'
    void answer(response, asked, isHeavy ? length : Math.min(length, heaviest(asked, length)))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const script = fileURLToPath(new URL('./child.ts', import.meta.url))
  const flags = [`--max-old-space-size=${heapMegabytes}`, '--import', 'tsx']
  const child = spawn(
    process.execPath,
    [...flags, script, url, operations.join(), bodies.join(), `${heavy === true}`],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const [printed, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
  return { exitCode, endings: exitCode === 0 ? JSON.parse(printed) : {} }
}

/** Sends a body in gzip, as long as it is asked for and as it stays within the wire's size. */
async function answer(response: ServerResponse, { begin, unit, end }: Body, length: number): Promise<void> {
  const gzip = createGzip()
  let sent = 0
  gzip.on('data', (data: Buffer) => {
    sent += data.length
  })
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
  gzip.pipe(response).on('error', () => {})
  const piece = unit.repeat(Math.max(1, Math.floor(2 ** 18 / unit.length)))
  const size = Buffer.byteLength(piece)
  gzip.write(begin)
  for (let written = size; written + begin.length + end.length < length && sent < WIRE; written += size) {
    if (response.destroyed) return
    await new Promise(resolve => gzip.write(piece, resolve))
  }
  gzip.end(end)
}

/** Puts a body where a sync reads integers exactly. */
function within({ begin, unit, end }: Body): Body {
  return { begin: `{"value":${begin}`, unit, end: `${end}}` }
}
