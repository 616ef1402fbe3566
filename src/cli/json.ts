import { parseJson } from '../text/json.js'
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
