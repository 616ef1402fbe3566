import { createServer, type IncomingMessage } from 'node:http'
import { type Answer, echoOf } from './answers.js'

/** What a server on loopback gives back. */
export interface EchoServer {
  readonly url: string
  /** What is answered from now on: to writes alone, or to everything. */
  answer: Answer
  writesOnly: boolean
  close(): void
}

/** Serves answers on loopback; `healthy` answers as a deployment does, `see` is shown what arrives. */
export async function serveEcho(
  first: Answer,
  healthy: (request: Request) => Promise<Response>,
  see: (place: string, text: string) => void,
): Promise<EchoServer> {
  const server = createServer(async (incoming, outgoing) => {
    const { authorization = '', ...headers } = incoming.headers
    see('address', incoming.url ?? '')
    see('header', JSON.stringify(headers))
    const { request, body } = await requestOf(incoming)
    const plainly = () => healthy(request)
    const isSpared = echo.writesOnly && request.method === 'GET'
    const answer = await (isSpared ? plainly() : echo.answer.reply(echoOf(authorization, body), plainly))
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
    outgoing.end(await answer.text())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const echo = {
    url: `http://127.0.0.1:${port}`,
    answer: first,
    writesOnly: false,
    close: () => void server.close(),
  }
  return echo
}

async function requestOf(incoming: IncomingMessage): Promise<{ request: Request; body: string }> {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString()
  const { method = 'GET', url, headers } = incoming
  const sent = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && name !== 'connection' ? [[name, value]] : [],
  )
  const init = { method, headers: sent, ...(body !== '' && { body }) }
  return { request: new Request(`http://${headers.host}${url}`, init), body }
}
