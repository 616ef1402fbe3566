import { hex } from './bytes.js'
import { escaped } from './quote.js'

const SHORTEST_REDACTED = 4
/** Stands in the place of a secret. */
export const REPLACEMENT = '[redacted]'
/** A code point that is not a character. */
const MARK = '\ufdd0'

/**
 * Returns a text without the secrets of four characters or more. Each character of one may be written in its own way:
 * see `formsOf`. The time grows linearly with the text: one that takes more comparisons is left out as a whole.
 */
export function redact(text: string, secrets: Iterable<string>): string {
  const plain = lowerCase(text)
  const shown = text.split('')
  const forms = new Map<string, readonly string[]>()
  let comparisons = 2 ** 20 + 64 * text.length
  for (const secret of new Set(secrets)) {
    if (secret.length < SHORTEST_REDACTED) continue
    const [first = ''] = secret
    const start = new RegExp(
      `[${formsOf(first)
        .map(form => escaped(form.charAt(0)))
        .join('')}]`,
      'g',
    )
    for (let end = 0; start.test(plain) && comparisons > 0; start.lastIndex = end || start.lastIndex) {
      const at = start.lastIndex - 1
      end = endOf(secret, at)
      shown.fill(MARK, at, end)
    }
  }
  // Secrets that overlap are one gap.
  return comparisons > 0 ? shown.join('').replace(/\ufdd0+/g, REPLACEMENT) : REPLACEMENT

  /** Returns where a secret ends that begins at a position, or 0. */
  function endOf(secret: string, at: number): number {
    // A backslash may be one, or begin an escape: there may be several ends.
    let ends = new Set([at])
    for (const character of secret) {
      const written = forms.get(character) ?? formsOf(character)
      forms.set(character, written)
      const next = new Set<number>()
      for (const end of ends)
        for (const form of written)
          if (comparisons-- > 0 && plain.startsWith(form, end)) next.add(end + form.length)
      if (next.size === 0) return 0
      ends = next
    }
    return Math.max(...ends)
  }
}

/** Returns true if a secret is too short to be found in a text with certainty. */
export function hasShortSecret(secrets: readonly string[]): boolean {
  return secrets.some(secret => secret !== '' && secret.length < SHORTEST_REDACTED)
}

/** White space may have become another: a server wraps lines, and a message of ours is one line. */
const ALONE: { readonly [character: string]: readonly string[] } = {
  ' ': ['+', '\t', '\r', '\n', '\r\n'],
  '\t': [' ', '\r', '\n', '\r\n'],
  '\n': [' ', '\t', '\r'],
  '\r': ['', ' ', '\t', '\n'],
  '&': ['&amp;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
  '"': ['&quot;'],
  "'": ['&apos;', '&#039;'],
}

/** Returns the ways to write a character, in lower case. A form has a line break as two. */
function formsOf(character: string): readonly string[] {
  const texts = character === '\n' ? ['\n', '\r\n'] : [character]
  const forms = [...texts.flatMap(encodings), ...(ALONE[character] ?? [])]
  return [...new Set(forms.map(lowerCase))]
}

/** Returns a text raw, as in JSON once or twice, in a URL, in HTML. */
function encodings(text: string): readonly string[] {
  const inJson = [JSON.stringify(text).slice(1, -1), escaped(text), `\\${text}`]
  const inHtml = (base: number, mark: string) =>
    Array.from(text, character => `&#${mark}${character.codePointAt(0)?.toString(base)};`).join('')
  return [
    text,
    ...inJson,
    ...inJson.map(form => JSON.stringify(form).slice(1, -1)),
    hex(new TextEncoder().encode(text)).replace(/../g, '%$&'),
    inHtml(10, ''),
    inHtml(16, 'x'),
  ]
}

/** Returns a text of the same length: other letters than ASCII may become several. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase())
}
