/** No document that a deployment stores nests half as deep. */
const DEEPEST = 256

/**
 * Returns a function that weighs a body of JSON chunk by chunk: false as soon as it is too heavy to be parsed. The
 * weight is about the bytes of memory of the shapes that take most for their length, such as `{},{}` and `1.5,1.5`.
 */
export function weigher(limit: number): (chunk: Uint8Array) => boolean {
  // A short body is never too heavy.
  let left = 6 * Math.max(limit, 2 ** 20)
  let depth = 0
  let isQuoted = false
  let isEscaped = false
  return chunk => {
    for (const byte of chunk) {
      const isQuote = byte === 0x22 && !isEscaped
      isEscaped = isQuoted && byte === 0x5c && !isEscaped
      if (isQuote) isQuoted = !isQuoted
      // `[` and `{`, `]` and `}`, and else digits.
      const bracket = isQuoted ? 0 : byte & 0xdf
      if (bracket === 0x5b) depth++
      if (bracket === 0x5d) depth--
      left -= bracket === 0x5b ? 77 : isQuote ? 13 : isQuoted || byte < 0x2e || byte > 0x39 ? 5 : 11
    }
    return left >= 0 && depth < DEEPEST
  }
}
