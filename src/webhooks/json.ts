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
  const marked = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, token =>
    /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${mark}${token}"` : token,
  )
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  )
}
