import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
  type Scalar,
} from 'yaml'
import { MOST_BYTES } from './files.js'

/** A part of a file, with its place: the offset of its first character. */
export type Tree = { readonly at: number } & (
  | { readonly kind: 'map'; readonly members: readonly Member[] }
  | { readonly kind: 'list'; readonly items: readonly Tree[] }
  /** `isBlank`: nothing is written where the value would be. */
  | { readonly kind: 'scalar'; readonly value: Plain; readonly isBlank: boolean }
)

/** A member of a map, with the place of its name. */
export interface Member {
  readonly name: string
  readonly at: number
  readonly value: Tree
}

type Plain = string | number | boolean | null

/** A problem at an offset. */
export interface Issue {
  readonly at: number
  readonly path: string
  readonly message: string
}

/** The tree of a file, if it has one, its problems, and where an offset is. */
export interface ReadTree {
  readonly tree: Tree | undefined
  readonly issues: readonly Issue[]
  placeOf(at: number): { readonly line: number; readonly column: number }
}

/** Reads YAML of one document, of plain maps, lists and scalars. The time is bounded, whatever the text is. */
export function readTree(text: string): ReadTree {
  const lineCounter = new LineCounter()
  const issues: Issue[] = []
  const add = (at: number, message: string, path = '') => issues.push({ at, path, message })
  const placeOf = (at: number) => {
    const { line, col } = lineCounter.linePos(at)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const tree = read(text, lineCounter, add)
  return { tree: issues.length === 0 ? tree : undefined, issues, placeOf }
}

function read(text: string, lineCounter: LineCounter, add: Add): Tree | undefined {
  const excess = excessOf(text)
  const documents = excess === undefined ? parse(text, lineCounter) : []
  if (documents === undefined || excess) {
    add(0, excess ?? 'nests too deep')
    return undefined
  }
  const [document, second] = documents
  const errors = [document, second].flatMap(one => one?.errors ?? [])
  // What does not parse makes nonsense of what follows it.
  const [broken] = errors.filter(({ code }) => !CERTAIN.includes(code))
  for (const error of errors)
    if (error === broken || CERTAIN.includes(error.code)) add(error.pos[0], messageOf(error.code))
  if (second && !broken)
    add(second.contents?.range[0] ?? second.range[0], 'is a second document: a file has one')
  if (document?.contents) return treeOf(document.contents, add, '')
  if (errors.length === 0) add(0, 'is empty: begin with `version: 1`')
  return undefined
}

/** The errors that say nothing of the rest of a text. */
const CERTAIN: readonly string[] = ['BAD_ALIAS', 'TAG_RESOLVE_FAILED']

/** The words, signs and lines of a file: a thousand variables have a third of that. */
const MOST_TOKENS = 30_000

/** Says what a text has too much of. The parser takes long for some texts that a file never is. */
function excessOf(text: string): string | undefined {
  if (new TextEncoder().encode(text).length > MOST_BYTES) return 'is longer than a mebibyte'
  let [tokens, depth] = [0, 0]
  for (const token of new Lexer().lex(text)) {
    tokens += 1
    if (/^[[{]$/.test(token)) depth += 1
    if (/^[\]}]$/.test(token)) depth -= 1
    if (tokens > MOST_TOKENS) return `has more than ${MOST_TOKENS} words and signs`
    if (depth > DEEPEST) return 'nests too deep'
  }
  return undefined
}

/** Returns nothing for a text that nests deeper than the stack. */
function parse(text: string, lineCounter: LineCounter): readonly Document.Parsed[] | undefined {
  // Names that are there twice are found below: the parser would compare each with all.
  const options = {
    lineCounter,
    prettyErrors: false,
    strict: true,
    uniqueKeys: false,
    logLevel: 'silent',
  } as const
  try {
    const documents = parseAllDocuments(text, { ...options, version: '1.2', schema: 'core', merge: false })
    return Array.isArray(documents) ? documents : []
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** The levels of a file, of which the deepest has six. */
const DEEPEST = 32

type Add = (at: number, message: string, path?: string) => void

/** @param from the place of what has nothing written */
function treeOf(node: ParsedNode | null, add: Add, path: string, from = 0, depth = 0): Tree {
  const at = node?.range[0] ?? from
  if (depth > DEEPEST) {
    add(at, 'nests too deep', path)
    return { kind: 'scalar', at, value: null, isBlank: false }
  }
  if (node === null) return { kind: 'scalar', at, value: null, isBlank: true }
  if (isAlias(node)) {
    add(at, 'is an alias: write the value itself', path)
    return { kind: 'scalar', at, value: null, isBlank: false }
  }
  if (node.anchor !== undefined) add(at, 'has an anchor: a file has none', path)
  if (node.tag !== undefined) add(at, 'has a tag: a file has none', path)
  if (isMap(node)) {
    const seen = new Set<unknown>()
    return {
      kind: 'map',
      at,
      members: node.items.flatMap(({ key, value }) => {
        const place = key?.range[0] ?? at
        const name = isScalar(key) && !isMarked(key) ? key.value : undefined
        if (seen.has(name))
          add(place, 'is there twice: each name may be there once', memberPath(path, `${name}`))
        seen.add(name)
        if (typeof name === 'string')
          return { name, at: place, value: treeOf(value, add, memberPath(path, name), place, depth + 1) }
        add(
          place,
          isScalar(key) ? 'has a name that is no text: quote it' : 'has a name that is no text',
          path,
        )
        return []
      }),
    }
  }
  if (isSeq(node))
    return {
      kind: 'list',
      at,
      items: node.items.map((item, index) => treeOf(item, add, `${path}[${index}]`, at, depth + 1)),
    }
  const { value, source } = node
  const isBlank = value === null && (source === undefined || source === '')
  return { kind: 'scalar', at, value: plain(value), isBlank }
}

function isMarked({ anchor, tag }: Scalar): boolean {
  return anchor !== undefined || tag !== undefined
}

function plain(value: unknown): Plain {
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : null
}

/** Returns the path of a member. What is no word may be a value in the place of a name: it is not shown. */
export function memberPath(path: string, name: string): string {
  const shown = /^[A-Za-z_$][\w$.-]{0,63}$/.test(name) ? name : '…'
  return path === '' ? shown : `${path}.${shown}`
}

const MESSAGES: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'is an alias: write the value itself',
  BAD_DQ_ESCAPE: 'has an escape that is none of YAML: use single quotes',
  BAD_INDENT: 'is not indented as its neighbours are, or lacks a closing bracket',
  BAD_SCALAR_START: 'begins with a character that means something in YAML: put the text in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'is a map within one line: put it on a line of its own, or the text in quotes',
  MISSING_CHAR: 'lacks a character, such as a closing quote or bracket, or a space',
  MULTIPLE_DOCS: 'is a second document: a file has one',
  TAB_AS_INDENT: 'is indented by a tab: use spaces',
  TAG_RESOLVE_FAILED: 'has a tag: a file has none',
}

/** The library's own messages may quote the text. */
function messageOf(code: string): string {
  return MESSAGES[code] ?? 'is no YAML that can be read'
}
