import { request } from 'node:http'
import { text } from 'node:stream/consumers'

/** What came back, as it was on the wire. */
export interface RawAnswer {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** Sends a request as it is: `fetch` would join headers, clean paths and refuse some of both. */
export async function askRaw(
  origin: string,
  route: string,
  headers: Readonly<Record<string, string | readonly string[]>>,
  body: string | undefined,
): Promise<RawAnswer> {
  const [method, path] = route.split(' ')
  const { port, hostname } = new URL(origin)
  return new Promise((resolve, reject) => {
    const outgoing = request({ method, path, port, hostname, agent: false }, answer => {
      text(answer).then(content => {
        resolve({ status: answer.statusCode, headers: answer.headers, text: content })
      }, reject)
    })
    for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value)
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}
