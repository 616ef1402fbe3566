// Before the functions that read them: there a bundler writes each as its number.
const space = 0x20
const quote = 0x22
const comma = 0x2c
const openBracket = 0x5b
const backslash = 0x5c
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/**
 * Writes JSON from which `parseLossless` reads the same value: every `bigint` as an integer, and every `number` with a
 * fraction or an exponent. Use it to store documents of a data sync.
 *
 * @throws {TypeError} if JSON has no such value, such as `undefined`, `NaN`, a `Map` and a `Date`
 * @throws {RangeError} if the value nests some thousand deep, or in itself
 * @example
 * stringifyLossless({ likes: 9007199254740993n, score: 1 }) // {"likes":9007199254740993,"score":1.0}
 */
export function stringifyLossless(value: unknown): string {
  const type = typeof value
  if (type === 'bigint') return `${value}`
  if (value === null || type === 'string' || type === 'boolean') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${Array.from(value, stringifyLossless)}]`
  if (Object.prototype.toString.call(value) === '[object Object]')
    return `{${Object.entries(value ?? {}).map(([key, member]) => `${JSON.stringify(key)}:${stringifyLossless(member)}`)}}`
  if (!Number.isFinite(value))
    throw new TypeError(`JSON has no ${type === 'number' ? value : type}: leave it out, or write null.`)
  // The text of -0 has no sign.
  const text = Object.is(value, -0) ? '-0' : `${value}`
  return /[.e]/.test(text) ? text : `${text}.0`
}

/**
 * Parses JSON as `JSON.parse` does, but keeps every digit of the integers: a literal with neither fraction nor exponent
 * becomes a bigint, even a small one. Every other number becomes a number.
 *
 * @param exactMembers the names of the members in which, at any depth, integers become bigints; everywhere by default
 * @throws {SyntaxError} when `JSON.parse` does, and for an integer of more than 10,000 digits; the message never quotes the text
 */
export function parseLossless(text: string, exactMembers?: ReadonlySet<string>): unknown {
  const native = parseNative(text)
  try {
    return restore(text, exactMembers, native)
  } catch (error) {
    if (error !== unpaired) throw error
    return restore(text, exactMembers)
  }
}

function parseNative(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // The native message quotes the text, which may hold secrets.
    throw error instanceof SyntaxError ? new SyntaxError('The text is not valid JSON') : error
  }
}

const small = new Map<string, bigint>()

/** Thrown if duplicate keys left the tree with fewer members than the text: at the latest by the second of them. */
const unpaired = new Error('Duplicate keys')

/**
 * Reads a valid text together with the tree that `JSON.parse` made of it, and puts the bigints into that tree. The text
 * shows which numbers are integers. The tree saves decoding strings and building objects a second time.
 * Without a tree, which duplicate keys keep from pairing up with the text, builds one `afresh` from the text alone.
 */
function restore(text: string, exactMembers?: ReadonlySet<string>, native?: unknown): unknown {
  const afresh = native === undefined
  let position = 0
  // A loop, not a recursion: JSON.parse accepts texts that nest deeper than the call stack.
  let level: Level = { node: { 0: native }, key: 0, exact: !exactMembers, size: 0 }
  for (;;) {
    const start = peek()
    if (start === openBrace || start === openBracket) {
      level = enter(level, start === openBracket)
      if (!isClosing(peek())) {
        advance(level)
        continue
      }
    } else scalar(level, start)
    while (level.parent && next() !== comma) level = level.parent
    if (!level.parent) return level.node[0]
    advance(level)
  }

  function enter(parent: Level, isArray: boolean): Level {
    if (afresh) put(parent, isArray ? [] : {})
    const node = parent.node[parent.key]
    if (!isContainer(node) || Array.isArray(node) !== isArray) throw unpaired
    position++
    const members = isArray ? undefined : Object.keys(node).length
    return { node, key: 0, exact: parent.exact, size: 0, members, parent }
  }

  function advance(level: Level): void {
    if (level.members === undefined) level.key = level.size
    else {
      if (!afresh && level.size === level.members) throw unpaired
      peek()
      const start = position
      skipString()
      const written = text.slice(start, position)
      next()
      level.key = written.includes('\\') ? String(JSON.parse(written)) : written.slice(1, -1)
      level.exact = level.parent?.exact || exactMembers?.has(level.key) === true
    }
    level.size++
  }

  function scalar(level: Level, first: number): void {
    const start = position
    if (first === quote) skipString()
    else while (!endsLiteral(text.charCodeAt(position))) position++
    if (!afresh && (first === quote || !level.exact)) return
    const written = text.slice(start, position)
    if (level.exact && /^-?\d+$/.test(written)) put(level, toBigInt(written))
    else if (afresh) put(level, JSON.parse(written))
  }

  function skipString(): void {
    do position = text.indexOf('"', position + 1)
    while (isEscaped(position))
    position++
  }

  function isEscaped(end: number): boolean {
    let start = end
    while (text.charCodeAt(start - 1) === backslash) start--
    return (end - start) % 2 === 1
  }

  function next(): number {
    const code = peek()
    position++
    return code
  }

  function peek(): number {
    let code = text.charCodeAt(position)
    while (code <= space) code = text.charCodeAt(++position)
    return code
  }
}

/** The time that a `bigint` takes grows with the square of its digits: some megabytes of them would take minutes. */
const MOST_DIGITS = 10_000

/** Returns an integer. Small ones are shared: a page of them takes twice the memory if each has a bigint of its own. */
function toBigInt(written: string): bigint {
  if (written.length > MOST_DIGITS) throw new SyntaxError(`An integer has more than ${MOST_DIGITS} digits.`)
  const integer = small.get(written) ?? BigInt(written)
  if (written.length < 4) small.set(written, integer)
  return integer
}

/** A container that the text has opened and not closed yet, and the slot of it that is being read. */
interface Level {
  readonly node: Container
  /** The number of members of an object in the tree. */
  readonly members?: number | undefined
  readonly parent?: Level
  key: string | number
  exact: boolean
  size: number
}

function put({ node, key }: Level, value: unknown): void {
  if (key !== '__proto__') node[key] = value
  else Object.defineProperty(node, key, { value, configurable: true, enumerable: true, writable: true })
}

type Container = Record<string | number, unknown>

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null
}

function isClosing(code: number): boolean {
  return code === closeBrace || code === closeBracket
}

function endsLiteral(code: number): boolean {
  // Past the end of the text the code is NaN.
  return code === comma || isClosing(code) || !(code > space)
}
