/** The memory of the shapes that take the most of it for their length, such as `{},{}` and objects of many names. */
const COST = { byte: 5, digit: 6, quote: 8, container: 72 }

/** No document that a deployment stores nests half as deep. */
const DEEPEST = 256

/** Returns a function that weighs a body chunk by chunk: false as soon as it is too heavy to be parsed for its limit. */
export function weigher(limit: number): (chunk: Uint8Array) => boolean {
  // A short body is never too heavy.
  const most = 6 * Math.max(limit, 2 ** 20)
  let cost = 0
  let depth = 0
  let isQuoted = false
  let isEscaped = false
  return chunk => {
    cost += COST.byte * chunk.length
    for (const byte of chunk) {
      if (isEscaped) isEscaped = false
      else if (byte === 0x22) {
        isQuoted = !isQuoted
        cost += COST.quote
      } else if (isQuoted) isEscaped = byte === 0x5c
      else if (byte === 0x5b || byte === 0x7b) {
        cost += COST.container
        if (++depth > DEEPEST) cost = Number.POSITIVE_INFINITY
      } else if (byte === 0x5d || byte === 0x7d) depth--
      else if (byte > 0x2d && byte < 0x3a) cost += COST.digit
    }
    return cost <= most
  }
}
