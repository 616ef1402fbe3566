import { sensitiveStrings } from '../schema/sensitive-strings.js'
import { cut, findMismatch } from '../schema/validate.js'
import { parseJson } from '../text/json.js'
import { parseLossless } from '../text/lossless-json.js'
import { redact } from '../text/redact.js'
import { weigher } from '../text/weight.js'
import type { Stoppable } from './abort.js'
import { type Call, remember, secretsOf } from './call.js'
import { unexpectedFailure } from './failure.js'
import type { Failure } from './retry.js'

/** A body as it was read: the text as far as it is good, and why it stops where it does. */
export interface Body {
  readonly bytes: number
  readonly text: string
  readonly problem?: string
}

/** A 2xx response, its body, and the value of that: `undefined` if it is empty. */
export interface Answer {
  readonly response: Response
  readonly body: Body
  readonly value: unknown
}

/** Returns true for a redirect, for the browser's opaque stand-in for one, and for what came from behind one. */
export function isRedirect({ type, redirected, status }: Response): boolean {
  return type === 'opaqueredirect' || redirected || (status >= 300 && status < 400)
}

/** Reads 64 KiB of an error response at most. A body that breaks off counts as empty: the status says enough. */
export function readErrorBody(response: Response, work: Stoppable): Promise<Body> {
  return readBody(response, 2 ** 16, work).catch(() => ({ bytes: 0, text: '' }))
}

/**
 * Reads a body as UTF-8 up to `limit` bytes (after decompression), unless it would take too much memory once parsed, and
 * cancels the rest.
 * Throws as the stream does if it breaks; a body that was stopped ends early.
 */
export async function readBody(response: Response, limit: number, work: Stoppable): Promise<Body> {
  const problem = `larger than \`maxResponseBytes\` (${limit}), or nests too deep`
  if (!response.body) {
    // React Native has no streams, and no runtime has one for an empty body.
    const text = await response.text()
    const chunk = new TextEncoder().encode(text)
    const bytes = chunk.byteLength
    return bytes > limit || !weigher(limit)(chunk) ? { bytes, text: '', problem } : { bytes, text }
  }
  const reader = response.body.getReader()
  const cancel = () => void reader.cancel(work.signal.reason).catch(() => {})
  work.onStop = cancel
  if (work.signal.aborted) cancel()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let weigh: ReturnType<typeof weigher> | undefined
  let bytes = 0
  let text = ''
  let chunk: Uint8Array<ArrayBuffer> | undefined
  for (;;) {
    const { done, value } = await reader.read()
    // A chunk waits for the next one: decoding a single one as the last of its kind is several times as fast.
    try {
      if (chunk) text += decoder.decode(chunk, { stream: !done })
    } catch {
      cancel()
      return { bytes, text, problem: 'not UTF-8' }
    }
    if (done) return { bytes, text }
    bytes += value.byteLength
    weigh ??= weigher(limit)
    if (bytes > limit || !weigh(value)) {
      cancel()
      return { bytes, text, problem }
    }
    chunk = value
  }
}

/**
 * Returns a 2xx response with its body, parsed and known to fit the document, or the failure of one that does not fit.
 * A body that no document declares may be empty or JSON, but not a login page.
 * @param advice the last sentence of the failure's message
 */
export function acceptAnswer(
  response: Response,
  body: Body,
  call: Call,
  advice = call.connection.advice.body,
): Answer | Failure {
  const { text } = body
  const { response: schema, bigints, bulk } = call.operation
  const parse = bigints && ((json: string) => parseLossless(json, new Set(bigints)))
  const value = text === '' ? undefined : parseJson(text, parse)
  const fail = (problem: string) => unexpectedFailure(response.status, `${problem}. ${advice}`, call)
  const problem = body.problem ?? (text !== '' && value === undefined ? 'not JSON' : undefined)
  if (problem) return fail(`the body is ${problem}`)
  // The documents that a sync reads are no secrets of the deployment's, and many.
  if (schema && !bulk) remember(call.connection, sensitiveStrings(schema, value))
  const mismatch = schema && findMismatch(schema, value, 'read')
  if (mismatch) {
    // A name in the path may be anything.
    const part = cut(redact(mismatch.path, secretsOf(call))) || 'the body'
    return fail(`${part} ${mismatch.expected}`)
  }
  return { response, body, value }
}
