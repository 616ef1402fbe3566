import { type EnvironmentRecord, processEnvironment } from '../../connection/environment.js'
import { InvalidInputError, refusal } from '../../errors.js'
import { isCredential } from '../../text/convex-names.js'
import { once } from '../../text/once.js'
import { printable, quote, quoteStart } from '../../text/quote.js'
import { readOptions } from '../../transport/options.js'
import type { DeclaredSource, ResolvableReference } from '../index.js'
import { readTextFile } from './files.js'
import { environmentValue } from './programs.js'
import { runSource } from './run-source.js'
import { readSourceText, type SourceText } from './source-text.js'

/** The places that references lead to. */
export interface ResolverOptions {
  /** The folder of the config: files are within it, and programs run in it. */
  readonly folder: string
  /** The sources of the config by name. */
  readonly sources?: { readonly [name: string]: DeclaredSource } | undefined
  /**
   * The variables that `{ env }` reads, and of which a program gets those that its source lists.
   * @default process.env
   */
  readonly environment?: EnvironmentRecord | undefined
  /**
   * Runs the programs of `exec` sources. Set it for a config that the caller chose by name, and for no other: the
   * programs may do anything.
   * @default false
   */
  readonly allowExec?: boolean | undefined
  /**
   * Receives the program and its arguments just before it runs, and the variables in the `env` of its source that are not
   * set. An error that it throws prevents that.
   */
  readonly onRun?: ((argv: readonly string[], unset: readonly string[]) => void) | undefined
  /**
   * The time that a program may take, in milliseconds.
   * @default 30_000
   */
  readonly timeout?: number | undefined
  /** Ends programs that run. Its reason is thrown. */
  readonly signal?: AbortSignal | undefined
}

/** The functions that read what a config refers to: options of `resolveConfig`. */
export interface Resolver {
  /** Returns the value at a place. */
  readonly resolve: (reference: ResolvableReference) => Promise<string>
  /** Returns all variables of a source, by the name of the source. */
  readonly readSource: (source: string) => Promise<ReadonlyMap<string, string>>
}

const OPTIONS: Readonly<Record<keyof ResolverOptions, true>> = {
  folder: true,
  sources: true,
  environment: true,
  allowExec: true,
  onRun: true,
  timeout: true,
  signal: true,
}

/**
 * Creates the functions by which `resolveConfig` reads what a config refers to: variables of the environment, files and
 * programs. Each source is read once, when it is first needed. Sends nothing.
 * @throws {InvalidInputError} for options that cannot work. The functions throw it for a value that is not there, a name that
 *   holds a key of Convex, a file outside of the folder, a program that is not allowed, fails, takes too long or prints too much.
 * @example
 * const declared = await readConfig('deployment.yaml')
 * const resolver = createResolver({ folder: '.', sources: declared.sources, allowExec: true })
 * const { config } = await resolveConfig(declared, { ...resolver, type: 'prod' })
 */
export function createResolver(options: ResolverOptions): Resolver {
  const known = readOptions(options, Object.keys(OPTIONS), '`createResolver`')
  const { folder, sources = {}, environment = processEnvironment() } = known
  if (typeof folder !== 'string')
    throw refusal('folder', '`folder` must be the path of the folder of the config.')
  const read = new Map<string, () => Promise<SourceText>>()
  const source = (name: string) => {
    const text = read.get(name) ?? once(() => readSource(name, sources, { ...known, environment }))
    read.set(name, text)
    return text()
  }
  return {
    async resolve(reference: ResolvableReference) {
      known.signal?.throwIfAborted()
      if ('env' in reference) return fromEnvironment(reference.env, environment)
      if ('file' in reference) return readTextFile(reference.file, folder)
      return memberOf(await source(reference.from), reference.from, reference.name)
    },
    async readSource(name) {
      const { values, odd } = await source(name)
      const [first] = odd
      if (first) throw new InvalidInputError(`${quote(first[0])} of the source ${quote(name)} ${first[1]}.`)
      return values
    },
  }
}

function fromEnvironment(name: string, environment: EnvironmentRecord): string {
  if (isCredential(name))
    throw new InvalidInputError(
      `${quoteStart(name)} holds a key of Convex, which is no value of a deployment.`,
    )
  const value = environmentValue(name, environment, process.platform)
  if (value !== undefined) return value
  throw new InvalidInputError(`${quoteStart(name)} is not set in the environment.`)
}

function memberOf({ values, odd }: SourceText, source: string, name: string): string {
  const value = values.get(name)
  if (value !== undefined) return value
  const why = odd.get(name)
  throw new InvalidInputError(`${quoteStart(name)} of the source ${quote(source)} ${why ?? 'is not there'}.`)
}

async function readSource(
  name: string,
  sources: { readonly [name: string]: DeclaredSource },
  { folder, environment = {}, allowExec, onRun, timeout, signal }: ResolverOptions,
): Promise<SourceText> {
  const source = Object.hasOwn(sources, name) ? sources[name] : undefined
  const called = `The source ${quote(name)}`
  if (source === undefined)
    throw new InvalidInputError(`There is no source ${quoteStart(name)} in \`sources\`.`)
  if ('file' in source) {
    const text = await readTextFile(source.file, folder)
    return readSourceText(text, `${called} (${printable(source.file)})`, source.file.endsWith('.json'))
  }
  const { exec: argv, env: names = [] } = source
  if (
    !Array.isArray(argv) ||
    argv.length === 0 ||
    !argv.every(word => typeof word === 'string' && !word.includes('\0'))
  )
    throw new InvalidInputError(`${called} must have a program and its arguments in \`exec\`.`)
  if (allowExec !== true)
    throw refusal(
      'allowExec',
      `${called} runs the program ${quoteStart(`${argv[0]}`)}: pass \`allowExec\` to allow it.`,
    )
  signal?.throwIfAborted()
  const text = await runSource({ argv, names, folder, environment, onRun, timeout, signal }, called)
  return readSourceText(text, called, /^\s*\{/.test(text))
}
