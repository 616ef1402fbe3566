/** The end of an answer that nobody sees. */
export type Typed =
  /** By Enter; `rest` is what came behind it. */
  | { readonly kind: 'line'; readonly text: string; readonly rest: string }
  /** By Ctrl-D, before anything was typed. */
  | { readonly kind: 'ended' }
  /** By bytes that are no text. */
  | { readonly kind: 'not-utf8' }

/** An answer while it is typed. */
export interface Typing {
  /** Takes what the terminal hands over, which may be cut anywhere. Returns the answer once it is ended. */
  push(bytes: Uint8Array): Typed | undefined
  /** The lines of the last paste of several, if there was one. */
  readonly pastedLines: number
}

/** Tells a terminal to mark where a paste begins and ends, and to stop that. */
export const MARK_PASTES = '\x1b[?2004h'
export const UNMARK_PASTES = '\x1b[?2004l'

const PASTE_START = '\x1b[200~'
const PASTE_END = '\x1b[201~'

/** Reads an answer as it is typed and pasted. A paste that the terminal marks is taken whole, line breaks and all. */
export function createTyping(): Typing {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let text = ''
  let pasted: string | undefined
  let pastedLines = 0
  let pending = ''

  /** Takes what can only be a part of the paste. */
  const paste = (before: string) => {
    const end = pending.indexOf(PASTE_END)
    const cut = end === -1 ? pending.length - beginningAtEnd(pending, PASTE_END) : end
    const whole = before + pending.slice(0, cut)
    pending = pending.slice(end === -1 ? cut : cut + PASTE_END.length)
    pasted = end === -1 ? whole : undefined
    if (pasted !== undefined) return false
    const lines = whole.replace(/\r\n?/g, '\n')
    if (/\n./s.test(lines)) pastedLines = lines.replace(/\n$/, '').split('\n').length
    text += lines
    return true
  }

  /** Takes a key, or several letters. Returns false if more has to come first. */
  const key = (): boolean => {
    const [piece = ''] = KEYS.exec(pending) ?? []
    if (piece === '') return false
    pending = pending.slice(piece.length)
    if (piece === PASTE_START) pasted = ''
    else text = EDITS.get(piece)?.(text) ?? (CONTROL.test(piece) ? text : text + piece)
    return true
  }

  return {
    get pastedLines() {
      return pastedLines
    },
    push(bytes) {
      try {
        pending += decoder.decode(bytes, { stream: true })
      } catch {
        return { kind: 'not-utf8' }
      }
      while (pending !== '') {
        const first = pending.charAt(0)
        if (pasted === undefined && ENTER.test(first)) {
          return { kind: 'line', text: withoutLineEnd(text), rest: pending.slice(1) }
        }
        if (pasted === undefined && first === CTRL_D && text === '') return { kind: 'ended' }
        const goesOn = pasted === undefined ? key() : paste(pasted)
        if (!goesOn) break
      }
      return undefined
    },
  }
}

/** Returns a text without the line break at its end, if it is a single line: that is not a part of a value. */
export function withoutLineEnd(text: string): string {
  const line = text.replace(/\r?\n$/, '')
  return line.includes('\n') ? text : line
}

const ENTER = /[\r\n]/
const CTRL_D = '\x04'
// biome-ignore lint/suspicious/noControlCharactersInRegex: keys are control characters
const CONTROL = /^[\0-\x08\x0a-\x1f\x7f]/
/** Letters, the whole sequence of another key, or one control character. A sequence that may go on matches nothing. */
const KEYS = new RegExp(
  [
    '[^\\0-\\x08\\x0a-\\x1f\\x7f]+',
    '\\x1b\\[[0-?]*[ -/]*[@-~]',
    '\\x1bO[ -~]',
    // Escape by itself, and a sequence that is broken off.
    '\\x1b(?=[^[O])',
    '\\x1bO(?=[^ -~])',
    '\\x1b\\[[0-?]*[ -/]*(?=[^ -~])',
    '\\x1b\\[[0-?]*[ -/]+(?=[0-?])',
    '[^\\x1b]',
  ]
    .map(piece => `^${piece}`)
    .join('|'),
)

/** The keys that change what is typed before them. */
const EDITS: ReadonlyMap<string, (text: string) => string> = new Map([
  ['\b', withoutLast],
  ['\x7f', withoutLast],
  ['\x15', () => ''],
  ['\x17', text => text.replace(/\S+\s*$/, '')],
])

function withoutLast(text: string): string {
  return Array.from(text).slice(0, -1).join('')
}

/** Returns the length of the longest end of a text with which a word begins. */
function beginningAtEnd(text: string, word: string): number {
  for (let length = Math.min(word.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(word.slice(0, length))) return length
  }
  return 0
}
