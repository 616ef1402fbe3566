import { type EnvEntry, parseEnv } from '../../dotenv/index.js'
import type { EnvironmentVariable } from '../../index.js'
import { usage } from '../refusal.js'
import { asEnvFile, type CommandLine } from './list.js'

/**
 * A .env text with the values of a deployment in it. Other variables, comments and the order stay; a value that differs
 * is written anew in its place, and what was not there comes last.
 */
export function merged(
  session: CommandLine,
  file: string,
  before: string,
  variables: readonly EnvironmentVariable[],
): string {
  const old = entriesOf(file, before)
  const lines = before.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  const fresh = new Map(variables.map(variable => [variable.name, variable]))
  // From the end on, so that the lines before keep their numbers.
  for (const entry of old.toReversed()) {
    const variable = fresh.get(entry.name)
    if (variable === undefined || variable.value === entry.value) continue
    lines.splice(entry.line - 1, entry.endLine - entry.line + 1, asEnvFile(session, [variable]).trimEnd())
  }
  const known = new Set(old.map(({ name }) => name))
  const kept = lines.join('\n').replace(/\n*$/, '\n')
  const text = `${kept}${asEnvFile(
    session,
    variables.filter(({ name }) => !known.has(name)),
  )}`
  assertHolds(file, text, old, fresh)
  return text
}

function entriesOf(file: string, text: string): readonly EnvEntry[] {
  const { entries, problems } = parseEnv(text)
  const [problem] = problems
  if (problem)
    throw usage(`${file}:${problem.line} is not clear, so nothing can be merged: ${problem.message}`)
  return entries
}

/** What was kept could swallow what was written: then nothing is. */
function assertHolds(
  file: string,
  text: string,
  old: readonly EnvEntry[],
  fresh: ReadonlyMap<string, EnvironmentVariable>,
): void {
  const expected = new Map(old.map(({ name, value }) => [name, value]))
  for (const { name, value } of fresh.values()) expected.set(name, value)
  const found = parseEnv(text).entries
  const holds =
    found.length === expected.size && found.every(({ name, value }) => expected.get(name) === value)
  if (!holds)
    throw usage(
      `What stands in ${file} would swallow what is merged into it: use --overwrite, or tidy it up.`,
    )
}
