import { createServer, type IncomingMessage } from 'node:http'
import { onTestFinished } from 'vitest'

/** A server that passes requests on to another one, but holds those with a method until they are released. */
export async function serveHeld(target: string, method: string) {
  let release = () => {}
  const released = new Promise<void>(resolve => (release = resolve))
  let hold = () => {}
  const holding = new Promise<void>(resolve => (hold = resolve))
  const server = createServer(async (incoming, outgoing) => {
    const body = await textOf(incoming)
    if (incoming.method === method) {
      hold()
      await released
    }
    const { authorization = '', 'content-type': type = '' } = incoming.headers
    const answer = await fetch(target + incoming.url, {
      method: incoming.method ?? 'GET',
      headers: { authorization, 'content-type': type },
      ...(body && { body }),
    })
    outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address?.port}`
  return { url, holding, release }
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of incoming) text += chunk
  return text
}
