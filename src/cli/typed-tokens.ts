import type { EnvironmentRecord } from '../connection/environment.js'
import { readsAsKey } from '../text/convex-names.js'
import { redact } from '../text/redact.js'
import type { Failure } from './failure.js'
import { pieces } from './terminal/line.js'
import type { Terminal } from './terminal/terminal.js'

/** A deploy key, as far as its name, or an access token: behind a flag, a prefix or a comma, too. */
const TOKEN = /[\w:.-]{1,100}\|[^\s,"'`]{6,}|(?<![\w-])ey[\w-]{20,}[\w.-]*/g
const PREFIX = /^(?:deployment|backup):/

/** The variables that hold a token for Convex. */
const VARIABLE = /^CONVEX_.*(?:KEY|TOKEN)$/

/**
 * Returns the tokens that somebody typed on the command line, such as in the place of a name: what reads as one, and what the
 * environment holds as one. The command repeats none of them.
 */
export function typedTokens(words: readonly string[], environment: EnvironmentRecord): readonly string[] {
  const known = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && value.length >= 8 && VARIABLE.test(name) ? [value.trim()] : [],
  )
  const found = words.flatMap(word => [...word.matchAll(TOKEN)].map(([token]) => token.replace(PREFIX, '')))
  const whole = words.filter(readsAsKey)
  return [
    ...new Set([...found, ...whole, ...known.filter(token => words.some(word => word.includes(token)))]),
  ]
}

/** Returns a terminal whose remarks hold none of the tokens. What is data is printed as it is. */
export function withoutTokens(terminal: Terminal, tokens: readonly string[]): Terminal {
  if (tokens.length === 0) return terminal
  const note: Terminal['note'] = (...lines) =>
    terminal.note(
      ...lines.map(line => pieces(line).map(piece => ({ ...piece, text: redact(piece.text, tokens) }))),
    )
  return Object.defineProperty(Object.create(terminal), 'note', { value: note })
}

/** Returns a failure without the tokens. A command line or a field that would hold one is left out. */
export function failureWithout(failure: Failure, tokens: readonly string[]): Failure {
  if (tokens.length === 0) return failure
  const isClean = (value: unknown) => {
    const text = JSON.stringify(value) ?? ''
    return redact(text, tokens) === text
  }
  const data = Object.fromEntries(Object.entries(failure.data).filter(([, value]) => isClean(value)))
  const next = failure.next.filter(isClean)
  return { ...failure, message: redact(failure.message, tokens), data, next }
}
