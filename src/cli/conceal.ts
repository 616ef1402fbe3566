import type { EnvironmentRecord } from '../connection/environment.js'
import { REPLACEMENT, redact } from '../text/redact.js'

/** Takes the tokens of a command line out of a text that the command says of it. */
export type Conceal = (text: string) => string

/** A deploy key, `TYPE:NAME|SECRET`, or `NAME|SECRET` of a self-hosted deployment. */
const KEY =
  /(?:(?:prod|dev|custom|preview|project|team)(?::|%3a)[\w:.-]{1,100}(?:\||%7c)(?:(?=[^\s,"'`\\]{0,200}\d)[^\s,"'`\\]{12,}|[^\s,"'`\\]{16,})|(?<![\w-])[\w-]{1,100}(?:\||%7c)[0-9a-f]{40,})/gi

/** An access token: as the platform makes them, or a JWT. */
const ACCESS = /(?<![a-z\d])ey(?:[0-9a-f]{40}(?![\w-])|J[\w-]{18,}(?:\.[\w-]+){0,2})/g

/** The variables that hold a token for Convex. */
const VARIABLE = /^CONVEX_.*(?:KEY|TOKEN)$/

/** The length up to which a token is looked for as it is. A longer word is found by its form alone. */
const LONGEST = 1_000

/** The length from which on the value of such a variable is no ordinary word. */
const SHORTEST = 8

/**
 * Returns what takes the tokens that somebody typed, such as in the place of a name, out of a text: what reads as one, and what
 * the environment holds as one.
 */
export function concealer(words: readonly string[], environment: EnvironmentRecord): Conceal {
  const held = Object.entries(environment).flatMap(([name, value = '']) =>
    VARIABLE.test(name) && value.trim().length >= SHORTEST ? [value.trim()] : [],
  )
  const tokens = new Set([
    ...words.flatMap(word => [...word.matchAll(KEY), ...word.matchAll(ACCESS)].map(([token]) => token)),
    ...held.filter(token => words.some(word => word.includes(token))),
  ])
  if (tokens.size === 0) return text => text
  // A message may quote the start of a word alone: that part of a token still has its form.
  const short = [...tokens].filter(({ length }) => length <= LONGEST).slice(0, MOST)
  return text => redact(text, short).replace(KEY, REPLACEMENT).replace(ACCESS, REPLACEMENT)
}

const MOST = 20

/** Returns an object for `--json` whose texts are concealed. */
export function concealed<Value extends object>(value: Value, conceal: Conceal): Value {
  const text = JSON.stringify(value)
  const clean = conceal(text)
  return clean === text ? value : JSON.parse(clean)
}
