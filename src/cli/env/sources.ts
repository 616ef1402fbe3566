import { parseEnv } from '../../dotenv/index.js'
import { printable, quote } from '../../text/quote.js'
import type { DeploymentInvocation, Invocation } from '../command.js'
import { addressOf } from '../deployment/credentials.js'
import { readNamed } from '../files.js'
import { group, type OptionsIn, text } from '../flags.js'
import { assertEachOnce, jsonOrRefusal } from '../json.js'
import { refused, unusable } from '../refusal.js'
import { readStdin } from '../terminal/input.js'
import type { Terminal } from '../terminal/terminal.js'
import { remarkLines } from './remarks.js'

export const SOURCE = group('The source:', {
  fromKey: text('<variable>', 'the variable that holds the key of deployment:NAME'),
})

type SourceOptions = OptionsIn<typeof SOURCE> & { readonly project?: string | undefined }

/** A variable of a source; `null` removes it. */
export interface SourceEntry {
  readonly name: string
  readonly value: string | null
  /** True if a deployment had it before, as a backup says. */
  readonly restored?: true
}

/** The variables of a source. */
export interface Source {
  readonly entries: readonly SourceEntry[]
  /** The files of the backups among it. */
  readonly restored: readonly string[]
}

/**
 * Reads all sources that a command line names. A name that is in two of them is refused, and so is a source without a
 * variable.
 * @param allowEmpty accepts a source without a variable
 * @param readBackup reads the variables of a backup
 */
export async function readSources(
  invocation: DeploymentInvocation<SourceOptions>,
  allowEmpty: boolean,
  readBackup: (which: string) => Promise<Source>,
): Promise<Source> {
  const found = new Map<string, { readonly entry: SourceEntry; readonly place: string }>()
  const restored: string[] = []
  for (const place of invocation.args) {
    const { entries, restored: backups } = await readSource(place, invocation, readBackup)
    restored.push(...backups)
    if (!allowEmpty) assertFilled(entries, place)
    for (const entry of entries) {
      const before = found.get(entry.name)
      if (before) {
        const places = `in ${printable(before.place)} and in ${printable(place)}`
        throw unusable(`${quote(entry.name)} is ${places}: leave one of them out.`)
      }
      found.set(entry.name, { entry, place })
    }
  }
  return { entries: [...found.values()].map(({ entry }) => entry), restored }
}

/** Reads one source: a file, `-` for stdin, `deployment:NAME`, which may be a reference in a project, or `backup:FILE`. */
export async function readSource(
  place: string,
  invocation: DeploymentInvocation<SourceOptions>,
  readBackup: (which: string) => Promise<Source>,
): Promise<Source> {
  const [, kind, which = ''] = /^(deployment|backup):(.*)$/s.exec(place) ?? []
  if (kind === 'backup') return readBackup(which)
  const entries =
    kind === 'deployment'
      ? await readDeployment(which, invocation.options, invocation)
      : await readFrom(place, invocation)
  return { entries, restored: [] }
}

/** Refuses a source without a variable: that is mostly a download that broke, or a pipe. */
export function assertFilled(entries: readonly SourceEntry[], place: string): void {
  if (entries.length > 0) return
  const called = place === '-' ? 'stdin' : printable(place)
  throw refused(
    `${called} has no variables (did a download or a pipe break?). Pass --allow-empty to allow it.`,
    { add: [['--allow-empty']] },
  )
}

/** Reads the variables of another deployment: by a key of its own, or by the token of its project. */
export async function readDeployment(
  which: string,
  { fromKey, project }: { readonly fromKey: string | undefined; readonly project?: string | undefined },
  { deployments, interruption: { signal } }: DeploymentInvocation<unknown>,
): Promise<readonly SourceEntry[]> {
  const address = addressOf(which, fromKey === undefined ? project : undefined)
  const { client } = await deployments.openSource(address, fromKey)
  return client.env.list({ signal })
}

/** Reads a file, or stdin for `-`. */
export async function readFrom(
  place: string,
  { host, terminal, interruption }: Pick<Invocation, 'host' | 'terminal' | 'interruption'>,
): Promise<readonly SourceEntry[]> {
  if (place !== '-') {
    const text = await readNamed(host.folder, place, interruption.signal)
    const shown = printable(place)
    return place.endsWith('.json') ? readJson(text, shown) : readDotenv(text, shown, terminal)
  }
  const text = await readStdin(terminal, interruption)
  return /^\s*\{/.test(text) ? readJson(text, 'stdin') : readDotenv(text, 'stdin', terminal)
}

/**
 * Reads a .env text as dotenv does, and refuses one with problems. Where the value is plain, and other readers find another
 * one, it says so.
 */
function readDotenv(text: string, place: string, terminal: Terminal): readonly SourceEntry[] {
  const { entries, problems, remarks } = parseEnv(text)
  if (problems.length === 0) {
    if (remarks.length > 0)
      terminal.note(`${place} is read as by dotenv. Others differ:`, ...remarkLines(remarks))
    return entries
  }
  const lines = problems.slice(0, MOST_PROBLEMS).map(({ line, name, message }) => {
    return `\n  ${place}:${line}${name === undefined ? '' : ` ${name}`}: ${message}`
  })
  const more = problems.length > MOST_PROBLEMS ? `\n  … ${problems.length - MOST_PROBLEMS} more` : ''
  throw unusable(`${place} is ambiguous:${lines.join('')}${more}\n`, { data: { problems } })
}

const MOST_PROBLEMS = 20

function readJson(text: string, place: string): readonly SourceEntry[] {
  const parsed = jsonOrRefusal(text, place)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw unusable(`${place} is not a JSON object of names and values.`)
  }
  if ('mac' in parsed && 'keyId' in parsed) {
    throw unusable(
      `${place} is a saved plan: pass it by --plan, together with the sources that it was made from.`,
    )
  }
  assertEachOnce(text, place)
  return Object.entries(parsed).map(([name, value]: [string, unknown]) => {
    if (typeof value === 'string' || value === null) return { name, value }
    throw unusable(
      `${place}: the value of ${quote(name)} is ${typeof value}, and must be a string, or null to remove it.`,
    )
  })
}
