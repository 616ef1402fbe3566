import type { CredentialSource, EnvironmentRecord } from '../../connection/environment.js'
import { parseEnv } from '../../dotenv/index.js'
import { textMember } from '../../text/member.js'
import { printable } from '../../text/quote.js'
import { unreadable } from '../bytes.js'
import { NO_SUCH_FILE, readSettings } from '../files.js'
import { isCi } from '../host.js'
import { unusable } from '../refusal.js'

/** A source of the variables that Convex's own tools read. */
export interface Layer extends CredentialSource {
  /** The name that a message gives it. */
  readonly from: string
}

/** The variable that holds the token of a team, a project or an application. */
export const ACCESS_TOKEN = 'CONVEX_ACCESS_TOKEN'

/** The name of the first layer. */
export const ENVIRONMENT = 'the environment'

/** A variable's value, and where it comes from. */
export interface Found {
  readonly value: string
  readonly from: string
}

/**
 * Reads the environment, then `.env.local`, then `.env`; or one file alone, if one is named. In CI no file is read unless
 * it is named: a checkout is somebody else's words.
 */
export async function readLayers(
  environment: EnvironmentRecord,
  folder: string,
  file: string | undefined,
  signal: AbortSignal,
): Promise<Layer[]> {
  if (file !== undefined) {
    const layer = await readLayer(folder, file, signal)
    if (layer === undefined) throw unreadable(`--credentials: ${printable(file)}`, NO_SUCH_FILE)
    return [layer]
  }
  const own: Layer = {
    from: ENVIRONMENT,
    variables: environment,
    placeOf: () => ENVIRONMENT,
  }
  if (isCi(environment)) return [own]
  const files = await Promise.all(['.env.local', '.env'].map(name => readLayer(folder, name, signal)))
  return [own, ...files.filter(layer => layer !== undefined)]
}

/**
 * Returns the value from the first layer that has the variable, if any.
 * @throws {Refusal} if it is blank there: the value of a later layer is another one than was meant
 */
export function lookUp(layers: readonly Layer[], name: string): Found | undefined {
  for (const { from, variables, placeOf } of layers) {
    const value = textMember(variables, name)?.trim()
    if (value === '')
      throw unusable(
        `${variableLabel(name)} is set in ${placeOf(name)}, but empty: give it a value, or remove it.`,
      )
    if (value !== undefined) return { value, from }
  }
  return undefined
}

/** Returns what a message calls a variable that somebody named. A value or a key in its place is not repeated. */
export function variableLabel(name: string, otherwise = 'The variable that is named'): string {
  return /^[A-Z_][A-Z0-9_]*$/.test(name) ? name : otherwise
}

async function readLayer(folder: string, file: string, signal: AbortSignal): Promise<Layer | undefined> {
  const text = await readSettings(folder, file, signal)
  if (text === undefined) return undefined
  const { entries, problems } = parseEnv(text)
  const shown = printable(file)
  const lines = text.split(/\r\n?|\n/)
  const ends = new Map(entries.map(({ line, endLine }) => [line, endLine]))
  for (const { line, message, name } of problems) {
    const end = ends.get(line) ?? line
    // What a file says of a deployment must be beyond doubt: another key would open another one.
    const isAboutConvex =
      name?.startsWith('CONVEX_') ||
      lines
        .slice(line - 1, end)
        .join('\n')
        .includes('CONVEX_')
    if (isAboutConvex)
      throw unusable(
        `${shown}, line ${line}: ${message} Correct that first: no key is read from this file before.`,
      )
  }
  const places = new Map(entries.map(({ name, line }) => [name, `${shown}, line ${line}`]))
  return {
    from: shown,
    variables: Object.fromEntries(entries.map(({ name, value }) => [name, value])),
    placeOf: name => places.get(name) ?? shown,
  }
}
