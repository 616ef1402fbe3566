import { isObject, memberOf, textMember } from '../text/member.js'
import { weigher } from '../text/weight.js'
import { WebhookError } from './error.js'
import type { WebhookEvent } from './events.js'

/**
 * Reads the events of a body in either format. The content type is the same for both.
 * @param most the number of bytes that a body may have, which bounds the memory of its values, too
 * @throws {WebhookError} 400 for a body that no deployment sends
 */
export function parseEvents(bytes: Uint8Array, most: number): WebhookEvent[] {
  if (!weigher(most)(bytes)) throw refusal('nests too deep or has too many parts')
  const text = decode(bytes)
  const values = text.startsWith('[') ? parse(text) : text.split('\n').map(parseLine)
  if (Array.isArray(values) && values.every(isEvent)) return values
  throw refusal('is not a list of events')
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw refusal('is not UTF-8')
  }
}

function parseLine(line: string): unknown {
  if (line.endsWith('\r')) throw refusal('has a line that ends with a carriage return')
  return parse(line)
}

function parse(text: string): unknown {
  try {
    return mayBeInexact(text) ? parseExactly(text) : JSON.parse(text)
  } catch {
    // The native message quotes the text.
    throw refusal('is not JSON')
  }
}

/** Only from 2^53 on, which has 16 digits, does a `number` lose some. */
function mayBeInexact(text: string): boolean {
  return /\d{16}/.test(text)
}

/** Parses JSON as `JSON.parse` does, but an integer that a `number` does not hold exactly becomes a `bigint`. */
function parseExactly(text: string): unknown {
  // It is new for each text, so that no string of the text begins with it.
  const mark = crypto.randomUUID()
  const marked = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, token =>
    /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${mark}${token}"` : token,
  )
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  )
}

/** Checks what every event has, whatever its topic is. */
function isEvent(value: unknown): value is WebhookEvent {
  if (!isObject(value) || typeof value.topic !== 'string' || typeof value.timestamp !== 'number') return false
  return textMember(memberOf(value, 'convex'), 'deployment_name') !== undefined
}

function refusal(problem: string): WebhookError {
  return new WebhookError(400, `The body ${problem}. A deployment sends no such body.`)
}
