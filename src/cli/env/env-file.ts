import { appendLines, replaceValues } from '../../dotenv/edit.js'
import { type EnvEntry, parseEnv, stringifyEnv } from '../../dotenv/index.js'
import type { EnvironmentVariable } from '../../index.js'
import { printable, quote } from '../../text/quote.js'
import { type Flag, oneOf } from '../flags.js'
import { refused, unusable } from '../refusal.js'
import { assertHarmless } from './handing-over.js'

const TARGETS = { env: 'portable', next: 'next', shell: 'shell', docker: 'docker', json: 'json' } as const

type Format = keyof typeof TARGETS

/** Declares `--format`. */
export function formatFlag(effect: string): Flag<Format | undefined> {
  return oneOf('<format>', effect, ['env', 'next', 'shell', 'docker', 'json'])
}

/**
 * Writes variables as a file that reads back exactly, or refuses by the names of those that it can't hold, or that programs
 * obey and are not allowed. JSON holds any: nothing takes it for an environment.
 */
export function asEnvFile(
  variables: readonly EnvironmentVariable[],
  format: Format,
  allowed: readonly string[] | undefined,
  header = '',
): string {
  if (format !== 'json') assertHarmless(variables, { allowed, otherwise: ['--format', 'json'] })
  return written(variables, format, header, () => ['--format', 'json'])
}

/**
 * Merges the values of a deployment into a .env text. A value that differs is replaced in its place, new variables come
 * last, and every other character stays.
 */
export function merged(
  file: string,
  before: string,
  variables: readonly EnvironmentVariable[],
  allowed?: readonly string[] | undefined,
): string {
  assertHarmless(variables, { allowed })
  const old = entriesOf(file, before)
  const known = new Map(old.map(({ name, value }) => [name, value]))
  // Refuses what cannot be written, in the places of others, too.
  asLines(variables.filter(({ name, value }) => known.get(name) !== value))
  const fresh = new Map(variables.map(({ name, value }) => [name, value]))
  const added = asLines(variables.filter(({ name }) => !known.has(name)))
  const text = appendLines(replaceValues(before, fresh), added)
  assertHolds(file, text, old, fresh)
  return text
}

function asLines(variables: readonly EnvironmentVariable[]): string {
  return written(variables, 'env', '', names => ['--except', names.join(',')])
}

/** @param wayOut the flags that go on without the variables that can't be written */
function written(
  variables: readonly EnvironmentVariable[],
  format: Format,
  header: string,
  wayOut: (names: readonly string[]) => readonly string[],
): string {
  const target = TARGETS[format]
  const { text, refused: left } = stringifyEnv(variables, target === 'json' ? { target } : { target, header })
  if (left.length === 0) return text
  const reasons = left.map(({ name, reason }) => `\n  ${quote(name)}: ${reason}`).join('')
  const add = [wayOut(left.map(({ name }) => name))]
  throw refused(`The format ${format} can't hold:${reasons}\n`, { add, data: { refused: left } })
}

function entriesOf(file: string, text: string): readonly EnvEntry[] {
  const { entries, problems } = parseEnv(text)
  const [problem] = problems
  if (problem) {
    const place = `${printable(file)}:${problem.line}`
    throw unusable(`${place} is ambiguous, so nothing can be merged: ${problem.message}`)
  }
  return entries
}

/** Checks that what was kept does not swallow what was written. */
function assertHolds(
  file: string,
  text: string,
  old: readonly EnvEntry[],
  fresh: ReadonlyMap<string, string>,
): void {
  const expected = new Map([...old.map(({ name, value }) => [name, value] as const), ...fresh])
  const found = parseEnv(text).entries
  const holds =
    found.length === expected.size && found.every(({ name, value }) => expected.get(name) === value)
  if (holds) return
  throw unusable(
    `The text of ${printable(file)} would swallow what is merged into it: use --overwrite, or tidy it up.`,
  )
}
