import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseEnv } from '../../dotenv/index.js'
import { findCredentials, findNamedKey } from '../deployment/credentials.js'
import { addressOf, openSource, type Target } from '../deployment/deployment.js'
import { readLayers } from '../deployment/layers.js'
import { errorCode } from '../files.js'
import { parseJson } from '../json.js'
import { usage } from '../refusal.js'
import type { Session } from '../session.js'
import { decodeUtf8, readStdin } from '../terminal/stdin.js'
import { readBackup } from './backup.js'
import type { SourceEntry } from './source-entry.js'

/** All that the sources of a command line hold. A name that stands in two of them is refused. */
export async function readSources(session: Session, target: Target | undefined): Promise<SourceEntry[]> {
  const found = new Map<string, { readonly entry: SourceEntry; readonly place: string }>()
  for (const place of session.args) {
    for (const entry of await readSource(session, place, target)) {
      const before = found.get(entry.name)
      if (before)
        throw usage(`${entry.name} stands in ${before.place} and in ${place}: leave one of them out.`)
      found.set(entry.name, { entry, place })
    }
  }
  return [...found.values()].map(({ entry }) => entry)
}

async function readSource(
  session: Session,
  place: string,
  target: Target | undefined,
): Promise<readonly SourceEntry[]> {
  if (place.startsWith('deployment:')) return readDeployment(session, place.slice('deployment:'.length))
  if (place.startsWith('backup:')) return readBackup(session, place.slice('backup:'.length), target)
  if (place !== '-') {
    const text = await readText(session, place)
    return place.endsWith('.json') ? readJson(text, place) : readDotenv(text, place)
  }
  const text = decodeUtf8(await readStdin(session.terminal), 'stdin')
  return /^\s*\{/.test(text) ? readJson(text, 'stdin') : readDotenv(text, 'stdin')
}

/** The variables of another deployment, by a key of its own. */
export async function readDeployment(session: Session, which: string): Promise<readonly SourceEntry[]> {
  const { environment, folder, flags, interruption } = session
  const layers = await readLayers(environment, folder, flags.text('envFile'))
  const address = addressOf(which)
  const variable = flags.text('fromKey')
  const credentials =
    variable === undefined ? findCredentials(layers, address) : findNamedKey(layers, variable, address)
  const { client } = await openSource(session, credentials)
  return client.env.list({ signal: interruption.signal })
}

async function readText({ folder }: Session, file: string): Promise<string> {
  try {
    return decodeUtf8(await readFile(resolve(folder, file)), file)
  } catch (error) {
    const code = errorCode(error)
    if (code === undefined) throw error
    throw usage(code === 'ENOENT' ? `There is no file ${file}.` : `${file} can't be read (${code}).`)
  }
}

/** What dotenv would pass over without a word stops the command. */
function readDotenv(text: string, place: string): readonly SourceEntry[] {
  const { entries, problems } = parseEnv(text)
  if (problems.length === 0) return entries
  const lines = problems.slice(0, MOST_PROBLEMS).map(({ line, name, message }) => {
    return `\n  ${place}:${line}${name === undefined ? '' : ` ${name}`}: ${message}`
  })
  const more = problems.length > MOST_PROBLEMS ? `\n  … ${problems.length - MOST_PROBLEMS} more` : ''
  throw usage(`${place} is not clear:${lines.join('')}${more}\n`, { data: { problems } })
}

const MOST_PROBLEMS = 20

function readJson(text: string, place: string): readonly SourceEntry[] {
  const parsed = parseJson(text.replace(/^\ufeff/, ''))
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw usage(`${place} is no JSON object of names and values.`)
  }
  if ('mac' in parsed && 'keyId' in parsed) {
    throw usage(
      `${place} is a saved plan: pass it by --plan, and the sources that it was made from beside it.`,
    )
  }
  assertEachOnce(text, place)
  return Object.entries(parsed).map(([name, value]: [string, unknown]) => {
    if (typeof value === 'string' || value === null) return { name, value }
    throw usage(
      `${place}: the value of ${name} is ${typeof value}, and must be a string, or null to remove it.`,
    )
  })
}

/** Of two members of one name JSON would take the last without a word. */
function assertEachOnce(text: string, place: string): void {
  const strings = text.matchAll(/("[^"\\]*(?:\\.[^"\\]*)*")\s*(:?)/g)
  const seen = new Set<unknown>()
  for (const [, string = '', colon] of strings) {
    const name = colon ? JSON.parse(string) : undefined
    if (seen.has(name)) throw usage(`${place}: ${name} stands in it twice: leave one out.`)
    if (colon) seen.add(name)
  }
}
