import { parseJson } from '../text/json.js'
import { isObject, memberOf, textMember } from '../text/member.js'
import { weigher } from '../text/weight.js'
import { WebhookError } from './error.js'
import type { WebhookEvent } from './events.js'

/** A deployment stores values that nest 64 deep. */
const DEEPEST = 128
/** Whatever a smaller body holds takes little memory. */
const SMALL = 2 ** 20

/**
 * Reads the events of a body in either format. The content type is the same for both.
 * @param most the number of bytes that a body may have, which bounds the memory of its values, too
 * @throws {WebhookError} 400 for a body that no deployment sends
 */
export function parseEvents(bytes: Uint8Array, most: number): WebhookEvent[] {
  if (bytes.byteLength > SMALL && !weigher(most)(bytes)) throw refusal('has too many parts')
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
  const value = parseJson(text)
  if (value === undefined) throw refusal('is not JSON')
  return mayHaveLostDigits(value) ? parseExactly(text) : value
}

/** Returns true if a number in a value may have digits that a `number` does not hold. Throws for one that nests too deep. */
function mayHaveLostDigits(value: unknown, levels = DEEPEST): boolean {
  if (typeof value === 'number') return Math.abs(value) >= 2 ** 53
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) throw refusal('nests too deep')
  let lost = false
  // All parts are looked at, as each may nest too deep.
  for (const part of Object.values(value)) lost = mayHaveLostDigits(part, levels - 1) || lost
  return lost
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
