/** The deepest nesting that is parsed. A deployment stores values that nest at most 64 deep. */
const DEEPEST = 128

/**
 * Parses JSON as `JSON.parse` does, but an integer that a `number` does not hold exactly becomes a `bigint`. Returns
 * `undefined` for a text that is not JSON, and for a value that nests too deep to be handled by recursion.
 */
export function parseExactly(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return mayHaveLostDigits(value) ? parseAgain(text) : value
  } catch {
    // The native message would quote the text.
    return undefined
  }
}

/** Returns true if a value has numbers that may have lost digits. Throws if it nests too deep. */
function mayHaveLostDigits(value: unknown, levels = DEEPEST): boolean {
  if (typeof value === 'number') return Math.abs(value) >= 2 ** 53
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) throw new RangeError('It nests too deep.')
  let lost = false
  // Visits all parts: any of them may nest too deep.
  for (const part of Object.values(value)) lost = mayHaveLostDigits(part, levels - 1) || lost
  return lost
}

function parseAgain(text: string): unknown {
  // Random, so that no string in the text begins with it.
  const mark = crypto.randomUUID()
  const marked = text.replace(STRING_OR_LONG_INTEGER, token =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${mark}${token}"`,
  )
  return restored(JSON.parse(marked), mark)
}

/**
 * A string, which is skipped, or an integer of 16 digits at least. One of more than 39 digits is beyond 128 bits, and nobody's
 * counter: it stays a `number`, as arithmetic with a million digits would take minutes.
 */
const STRING_OR_LONG_INTEGER = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])-?\d{16,39}(?![\d.eE])/g

/** Replaces the marked strings in a value. The reviver of `JSON.parse` would take ten times as long. */
function restored(value: unknown, mark: string): unknown {
  if (typeof value === 'string') return value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value
  if (typeof value !== 'object' || value === null) return value
  for (const name of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    const part: unknown = Reflect.get(value, name)
    if (typeof part === 'string' || typeof part === 'object') Reflect.set(value, name, restored(part, mark))
  }
  return value
}
