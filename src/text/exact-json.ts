/** The members of each object that its text names more than once. */
export type Repeated = ReadonlyMap<object, ReadonlySet<string>>

/** A value of JSON, with what `JSON.parse` loses: integers are `bigint`, and repeated members are known. */
export interface ExactJson {
  readonly value: unknown
  readonly repeated: Repeated
}

/**
 * Reads JSON. Of repeated members the last one counts.
 * @throws {SyntaxError} if the text is not JSON
 */
export function readExactJson(text: string): ExactJson {
  JSON.parse(text)
  const repeated = new Map<object, Set<string>>()
  const root: unknown[] = []
  const open: Level[] = [{ container: root, key: undefined }]
  // The text is JSON, so that its tokens alone say how it nests. A loop: it may nest deeper than the call stack.
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]|[^\s,:{}[\]"]+/g)) {
    const level = open.at(-1)
    if (level === undefined) continue
    if (token === '}' || token === ']') open.pop()
    else if (token === '{' || token === '[') {
      const container = token === '{' ? {} : []
      put(level, container, repeated)
      open.push({ container, key: undefined })
    } else if (level.key === undefined && !Array.isArray(level.container)) level.key = JSON.parse(token)
    else put(level, scalar(token), repeated)
  }
  return { value: root[0], repeated }
}

/** A container that the text has opened and not closed yet, and the member that is being read. */
interface Level {
  readonly container: object | unknown[]
  key: string | undefined
}

function put(level: Level, value: unknown, repeated: Map<object, Set<string>>): void {
  const { container, key } = level
  if (Array.isArray(container)) container.push(value)
  if (key === undefined) return
  if (Object.hasOwn(container, key))
    repeated.set(container, new Set([...(repeated.get(container) ?? []), key]))
  // An assignment would take `__proto__` for another thing.
  Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true })
  level.key = undefined
}

/** The digits of the largest integer of 64 bits. A longer one is a float, as a deployment reads it. */
const MOST_DIGITS = 20

function scalar(token: string): unknown {
  const isInteger = /^-?\d+$/.test(token) && token !== '-0' && token.length <= MOST_DIGITS
  return isInteger ? BigInt(token) : JSON.parse(token)
}
