import { isObject, memberOf, textMember } from '../text/member.js'
import { weigher } from '../text/weight.js'
import { WebhookError } from './error.js'
import type { WebhookEvent } from './events.js'
import { parseExactly } from './json.js'

/** Whatever a smaller body holds takes little memory. */
const SMALL = 2 ** 20

/**
 * Reads the events of a body in either format. The content type is the same for both.
 * @param maxBytes bounds the memory of the values, too
 * @throws {WebhookError} 400 for a body that no deployment sends
 */
export function parseEvents(bytes: Uint8Array, maxBytes: number): WebhookEvent[] {
  if (bytes.byteLength > SMALL && !weigher(maxBytes)(bytes)) throw refusal('has too many parts')
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
  const value = parseExactly(text)
  if (value === undefined) throw refusal('is not JSON or nests too deep')
  return value
}

/** Checks what every event has, whatever its topic is. */
function isEvent(value: unknown): value is WebhookEvent {
  if (!isObject(value) || typeof value.topic !== 'string' || typeof value.timestamp !== 'number') return false
  return textMember(memberOf(value, 'convex'), 'deployment_name') !== undefined
}

function refusal(problem: string): WebhookError {
  return new WebhookError(400, `The body ${problem}. A deployment sends no such body.`)
}
