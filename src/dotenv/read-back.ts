import { scan, withPlainLineEnds } from './scan.js'
import type { Variable } from './targets/target.js'

/** Returns the variables that dotenv 16 to 18 find in a text, in their order. */
export function readLikeDotenv(text: string): Variable[] {
  return [...scan(withPlainLineEnds(text))].flatMap(part => (part.kind === 'assignment' ? [part] : []))
}

const BLANK = ' \t\n'

/**
 * Returns the variables that Node 22 to 26 find in a text (`util.parseEnv`, `--env-file`), in their order. Node 20.20
 * differs only in lines without `=`, which nothing here writes.
 */
export function readLikeNode(text: string): Variable[] {
  const content = trimmed(text.replaceAll('\r', ''))
  const found: Variable[] = []
  let at = 0
  while (at < content.length) {
    if (content.charAt(at) === '\n' || content.charAt(at) === '#') {
      at = nextLine(content, at)
      continue
    }
    const line = nextLine(content, at)
    // Looked for in the line alone: a text without another `=` would be gone through for each line.
    const equals = at + content.slice(at, line).indexOf('=')
    if (equals < at) {
      at = blankEnd(content, line)
      continue
    }
    const name = trimmed(content.slice(at, equals))
    at = equals + 1
    if (at === content.length || content.charAt(at) === '\n') {
      found.push({ name, value: '' })
      continue
    }
    at = blankEnd(content, at)
    if (name === '') continue
    const { value, next } = nodeValue(content, at)
    found.push({ name: name.startsWith('export ') ? trimmed(name.slice(7)) : name, value })
    at = next
  }
  return found
}

function nodeValue(content: string, at: number): { value: string; next: number } {
  const quote = content.charAt(at)
  const line = nextLine(content, at)
  const rest = content.slice(at, line).replace(/\n$/, '')
  if (!['"', "'", '`'].includes(quote)) {
    return { value: trimmed(rest.replace(/#.*$/s, '')), next: blankEnd(content, line) }
  }
  const closing = content.indexOf(quote, at + 1)
  if (closing === -1) return { value: rest, next: blankEnd(content, line) }
  const inner = content.slice(at + 1, closing)
  return { value: quote === '"' ? inner.replaceAll('\\n', '\n') : inner, next: nextLine(content, closing) }
}

function nextLine(content: string, at: number): number {
  const end = content.indexOf('\n', at)
  return end === -1 ? content.length : end + 1
}

function blankEnd(content: string, from: number): number {
  let at = from
  while (at < content.length && BLANK.includes(content.charAt(at))) at += 1
  return at
}

function trimmed(text: string): string {
  let end = text.length
  while (end > 0 && BLANK.includes(text.charAt(end - 1))) end -= 1
  return text.slice(blankEnd(text, 0), end)
}
