import { docker } from './targets/docker.js'
import { dotenv, next, portable } from './targets/env-file.js'
import { json } from './targets/json.js'
import { shell } from './targets/shell.js'
import type { Target, Variable, Written } from './targets/target.js'

/**
 * The reader of the text:
 * - `portable`: dotenv 16 to 18 as well as `node --env-file` and `util.parseEnv` of Node 20.20, 22, 24 and 26
 * - `next`: Next.js, Vite and Bun, which expand what a `$` begins: each `$` has a backslash, which dotenv and Node keep
 * - `dotenv`: dotenv 16 to 18; accepts most carriage returns, too
 * - `shell`: a POSIX shell, with `.`; accepts any value without NUL
 * - `docker`: `docker run --env-file`; accepts no value of several lines
 * - `json`: anything that reads JSON; accepts every name and every value
 */
export type EnvTarget = 'portable' | 'next' | 'dotenv' | 'shell' | 'docker' | 'json'

export type StringifyOptions =
  | {
      /** @default 'portable' */
      readonly target?: Exclude<EnvTarget, 'json'>
      /** A comment at the start of the text. It may have several lines. */
      readonly header?: string
    }
  | { readonly target: 'json' }

/** A variable that was left out because its target cannot hold it. */
export interface RefusedVariable {
  readonly name: string
  /** A sentence that explains why. Of the value it names only the kind of characters. */
  readonly reason: string
}

/** A text, and the variables that it cannot hold. */
export interface StringifiedEnv {
  readonly text: string
  readonly refused: readonly RefusedVariable[]
}

const TARGETS = new Map<string, Target>(Object.entries({ portable, next, dotenv, shell, docker, json }))

/**
 * Writes variables so that the target reads exactly the same values, and refuses those that it cannot hold: look at
 * `refused` before you use the text. Reads every text back by the rules of its readers before returning it.
 *
 * ```ts
 * const { text, refused } = stringifyEnv([{ name: 'GREETING', value: "it's #1" }])
 * // text: GREETING="it's #1"⏎, refused: []
 * ```
 * @throws {TypeError} if `variables` is not an array of names and values that are strings, or the target is unknown
 */
export function stringifyEnv(variables: readonly Variable[], options: StringifyOptions = {}): StringifiedEnv {
  if (!Array.isArray(variables)) throw new TypeError('The variables must be an array of `{ name, value }`.')
  const target = TARGETS.get(options.target ?? 'portable')
  if (!target) throw new TypeError('The `target` must be portable, next, dotenv, shell, docker or json.')
  const { kept, texts, refused } = divide(variables, target)
  const text = target.assemble(texts, 'header' in options ? (options.header ?? '') : '')
  if (!target.readers.every(read => isSame(read(text), kept))) throw new Error(WITHHELD)
  return { text, refused: Array.from(refused, ([name, reason]) => ({ name, reason })) }
}

const WITHHELD = 'The text does not read back as it was written, and is withheld: please report this bug.'
const REPEATED = 'The name is given more than once.'
const UNPAIRED = 'UTF-8 cannot hold a lone surrogate.'

/** Divides variables into those that the target can hold, as it writes them, and the reasons against the others. */
function divide(variables: readonly Variable[], target: Target) {
  const repeated = repeatedNames(variables)
  const kept = new Map<string, string>()
  const texts: string[] = []
  const refused = new Map<string, string>()
  for (const variable of variables) {
    const written = repeated.has(variable.name) ? { reason: REPEATED } : write(variable, target)
    if ('reason' in written) refused.set(variable.name, written.reason)
    else {
      kept.set(variable.name, variable.value)
      texts.push(written.text)
    }
  }
  return { kept, texts, refused }
}

function write(variable: Variable, target: Target): Written {
  const whole = isWellFormed(variable.name) && isWellFormed(variable.value)
  return whole ? target.write(variable) : { reason: UNPAIRED }
}

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

/** Returns the names that are given more than once: only the caller knows which value counts. */
function repeatedNames(variables: readonly Variable[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const [index, { name, value }] of variables.entries()) {
    // The position says which one: a name may hold characters that a message must not show.
    if (typeof name !== 'string') throw new TypeError(`\`variables[${index}].name\` must be a string.`)
    if (typeof value !== 'string') throw new TypeError(`\`variables[${index}].value\` must be a string.`)
    if (seen.has(name)) repeated.add(name)
    seen.add(name)
  }
  return repeated
}

function isSame(found: readonly Variable[], kept: ReadonlyMap<string, string>): boolean {
  return found.length === kept.size && found.every(({ name, value }) => kept.get(name) === value)
}
