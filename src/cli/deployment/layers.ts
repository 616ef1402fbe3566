import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseEnv } from '../../dotenv/index.js'
import { printable } from '../../text/quote.js'
import { errorCode } from '../files.js'
import type { Environment } from '../host.js'
import { unusable } from '../refusal.js'

/** A source of the variables that Convex's own tools read. */
export interface Layer {
  /** The name that a message gives it. */
  readonly from: string
  readonly variables: ReadonlyMap<string, string>
}

/** A variable's value, and where it comes from. */
export interface Found {
  readonly value: string
  readonly from: string
}

/** Reads the environment, then `.env.local`, then `.env`; or one file alone, if one is named. */
export async function readLayers(
  environment: Environment,
  folder: string,
  file: string | undefined,
): Promise<Layer[]> {
  if (file !== undefined) {
    const layer = await readLayer(folder, file)
    if (layer === undefined) throw unusable(`--env-file: there is no file ${printable(file)}.`)
    assertNothingForNode(layer)
    return [layer]
  }
  const own = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const files = await Promise.all(['.env.local', '.env'].map(name => readLayer(folder, name)))
  return [{ from: 'the environment', variables: new Map(own) }, ...files.filter(layer => layer !== undefined)]
}

/** Refuses NODE_OPTIONS: Node looks for `--env-file` on any command line, and obeys those of the file before we run. */
function assertNothingForNode({ from, variables }: Layer): void {
  if (!variables.has('NODE_OPTIONS')) return
  throw unusable(`${from} sets NODE_OPTIONS, which Node itself obeys in a file of --env-file: remove it.`)
}

/** Returns the value from the first layer that has the variable. Blank counts as unset. */
export function lookUp(layers: readonly Layer[], name: string): Found | undefined {
  for (const { from, variables } of layers) {
    const value = variables.get(name)?.trim()
    if (value) return { value, from }
  }
  return undefined
}

/** Returns what a message calls a variable that somebody named. A value or a key in its place is not repeated. */
export function variableLabel(name: string, otherwise = 'The variable that is named'): string {
  return /^[A-Z_][A-Z0-9_]*$/.test(name) ? name : otherwise
}

async function readLayer(folder: string, file: string): Promise<Layer | undefined> {
  try {
    const { entries } = parseEnv(await readFile(resolve(folder, file), 'utf8'))
    return { from: printable(file), variables: new Map(entries.map(({ name, value }) => [name, value])) }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    const reason = error instanceof Error ? error.message : 'unknown reason'
    throw unusable(printable(`${file} can't be read: ${reason}.`))
  }
}
