import { readExactJson } from '../text/exact-json.js'
import { parseJson } from '../text/json.js'
import { quote } from '../text/quote.js'
import { withoutMark } from './bytes.js'
import { unusable } from './refusal.js'

/** Returns the value of a JSON text that was read, or `undefined` if it is invalid. */
export function jsonOf(text: string): unknown {
  return parseJson(withoutMark(text))
}

/**
 * Returns the value of a JSON text that was read.
 * @throws {Refusal} with the position if it is invalid
 */
export function jsonOrRefusal(text: string, called: string): unknown {
  const value = jsonOf(text)
  if (value === undefined) throw unusable(`${called} is not JSON${brokenAt(withoutMark(text))}.`)
  return value
}

/**
 * Refuses an object of a valid JSON text with two members of one name, of which JSON would take the last. A nested object is
 * one of its own.
 * @throws {Refusal} with the name
 */
export function assertEachOnce(text: string, called: string): void {
  const { repeated } = readExactJson(withoutMark(text))
  for (const names of repeated.values())
    for (const name of names) throw unusable(`${called}: ${quote(name)} is in it twice: leave one out.`)
}

/** Returns true for a text of JSON. */
export function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/**
 * Returns where a JSON text is broken, such as `, from line 3, column 5`, as far as the platform says it. Its message quotes the
 * text, so nothing but the position is taken.
 */
function brokenAt(text: string): string {
  if (text.trim() === '') return ': it is empty'
  const said = complaintOn(text)
  if (/end of JSON|end of data|EOF/.test(said)) return ': it ends too early'
  const [, position] = /at position (\d+)/.exec(said) ?? []
  if (position === undefined) return ''
  const before = text.slice(0, Number(position)).split('\n')
  return `, from line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`
}

function complaintOn(text: string): string {
  try {
    JSON.parse(text)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}
