import { InvalidInputError, refusal } from '../../errors.js'
import { entriesOf } from '../../resources/environment/changes.js'
import { atCaller } from '../../stack.js'
import { isObject } from '../../text/member.js'
import { quote } from '../../text/quote.js'
import { readOptions } from '../../transport/options.js'
import { assertConfig, type DeploymentConfig } from '../config.js'
import type { DesiredValue } from '../environment/desired.js'
import { isKeep } from '../keep.js'
import { resolveAll, type Unresolved } from '../resolve-all.js'
import { LaterKey } from '../settings/later-key.js'
import { logStreams as section, settingsOf } from '../settings/log-streams.js'
import { pathOf } from '../settings/section.js'
import { override, type Target } from './overrides.js'
import { type ReferenceReader, type References, referenceReader } from './sources.js'
import type { DeclaredDeployment } from './types.js'
import { pathIn, readReference, readValue, type Values } from './values.js'

/** The deployment that a declaration is resolved for, and the functions that read what it refers to. */
export interface ResolveOptions extends Target, References {}

/** A config with its values, and the overrides that applied. */
export interface ResolvedConfig {
  readonly config: DeploymentConfig
  /** The keys of the overrides that applied: a type, and then a name. */
  readonly overrides: readonly string[]
}

const OPTIONS: Readonly<Record<keyof ResolveOptions, true>> = {
  name: true,
  type: true,
  resolve: true,
  readSource: true,
}

const SECTIONS: Readonly<Record<keyof DeclaredDeployment, true>> = {
  version: true,
  expect: true,
  sources: true,
  environmentFrom: true,
  environment: true,
  prune: true,
  canonicalUrls: true,
  usageLimits: true,
  logStreams: true,
  paused: true,
  overrides: true,
}

/**
 * Reads the values of a declared deployment from where they are, for one deployment. Calls `resolve` and `readSource`, and sends
 * nothing. The key of a log stream is read later, by a plan that sends it.
 * @throws {InvalidInputError} with the path of what no config can hold, and with those of all that cannot be resolved
 * @example
 * const { config } = await resolveConfig(declared, { type: 'prod', resolve: reference => vault.read(reference) })
 * const plan = await planDeployment(deployment, config)
 */
export function resolveConfig(
  declared: DeclaredDeployment,
  options: ResolveOptions = {},
): Promise<ResolvedConfig> {
  return atCaller(resolveConfig, () => resolveDeclared(declared, options))
}

async function resolveDeclared(given: DeclaredDeployment, options: ResolveOptions): Promise<ResolvedConfig> {
  const known = readOptions(options, Object.keys(OPTIONS), '`resolveConfig`')
  const declared = readOptions(given, Object.keys(SECTIONS), 'a config')
  if (declared.version !== undefined && declared.version !== 1)
    throw refusal('version', '`version` must be 1: a newer file needs a newer version of this package.')
  assertFilled(declared, '')
  for (const [key, sections] of Object.entries(declared.overrides ?? {})) {
    const path = pathIn('overrides', key)
    assertFilled(
      readOptions(sections, Object.keys(SECTIONS).filter(isOverridable), `\`${path}\``),
      `${path}.`,
    )
  }
  const { sections, applied } = override(declared, known)
  const { environment, environmentFrom, logStreams, sources = {}, version: _, ...rest } = sections
  const reader = referenceReader(sources, known)
  const variables = environment && entriesOf(environment)
  const streams = logStreams && Object.entries(logStreams)
  const [values, inherited, settings] = await settle(
    variables?.map(([name, value]) => ({
      path: pathIn('environment', name),
      resolve: readValue(name, value, reader),
    })) ?? [],
    environmentFrom?.map((source, index) => ({
      path: `environmentFrom[${index}]`,
      resolve: async () => ({ source, values: await reader.source(source) }),
    })) ?? [],
    streams?.flatMap(([kind, stream]) => readStream(kind, stream, reader)) ?? [],
  )
  const config = {
    ...rest,
    ...((environment || environmentFrom) && { environment: environmentOf(inherited, values) }),
    ...(streams && {
      logStreams: Object.fromEntries(streams.map(([kind, one]) => [kind, filled(kind, one, settings)])),
    }),
  }
  assertConfig(config)
  return { config, overrides: applied }
}

/** Refuses a section that was meant to be something, such as an import that failed. */
function assertFilled(sections: object, path: string): void {
  for (const [name, value] of Object.entries(sections)) {
    if (value !== undefined && value !== null) continue
    throw refusal(`${path}${name}`, `\`${path}${name}\` is ${value}: leave it out, or give it a value.`)
  }
}

function isOverridable(section: string): boolean {
  return !['version', 'expect', 'sources', 'overrides'].includes(section)
}

/** Resolves lists of different values, of which all failures are in one error. */
async function settle<A, B, C>(
  one: readonly Unresolved<A>[],
  two: readonly Unresolved<B>[],
  three: readonly Unresolved<C>[],
): Promise<[A[], B[], C[]]> {
  const found: [A[], B[], C[]] = [[], [], []]
  const into = <Value>(list: readonly Unresolved<Value>[], target: Value[]) =>
    list.map(({ path, resolve }, index) => ({
      path,
      resolve: async () => {
        target[index] = await resolve()
      },
    }))
  await resolveAll([...into(one, found[0]), ...into(two, found[1]), ...into(three, found[2])])
  return found
}

/** Returns the variables of sources, and over them those that are declared. */
function environmentOf(
  inherited: readonly { readonly source: string; readonly values: ReadonlyMap<string, string> }[],
  declared: readonly Values[],
): ReadonlyMap<string, DesiredValue> {
  const own = new Map<string, DesiredValue>()
  for (const [name, value] of declared.flat()) {
    if (own.has(name))
      throw refusal(
        pathIn('environment', name),
        `${quote(name)} is declared twice: once as \`jwks\` of a key pair.`,
      )
    own.set(name, value)
  }
  const origins = new Map<string, string>()
  const all = new Map<string, DesiredValue>()
  for (const { source, values } of inherited)
    for (const [name, value] of values) {
      const other = origins.get(name)
      if (other !== undefined && !own.has(name))
        throw new InvalidInputError(
          `${quote(name)} is in the sources ${quote(other)} and ${quote(source)}: say in \`environment\` which it is, by { from }.`,
          { option: 'environmentFrom', path: 'environmentFrom' },
        )
      origins.set(name, source)
      all.set(name, value)
    }
  return new Map([...all, ...own])
}

/** A secret of a log stream. */
interface Secret {
  readonly kind: string
  readonly name: string
  readonly value: string | LaterKey
}

/** Returns what is to be read of a log stream: each secret that is a reference. A key is left for later. */
function readStream(kind: string, stream: unknown, reader: ReferenceReader): Unresolved<Secret>[] {
  if (!isObject(stream) || isKeep(stream)) return []
  return Object.entries(stream).flatMap(([name, given]): Unresolved<Secret>[] => {
    if (!isObject(given) || !settingsOf(kind)[name]?.['x-sensitive']) return []
    const path = `${pathOf('logStreams', kind)}.${name}`
    const reference = readReference(given)
    if (reference === undefined)
      throw refusal(path, `\`${path}\` must be a string, { env }, { file } or { from, name }.`)
    const resolve = () => reader.value(reference)
    const isKey = section.keysOf(kind).includes(name)
    return [
      {
        path,
        resolve: async () => ({
          kind,
          name,
          value: isKey ? new LaterKey(reference, resolve) : await resolve(),
        }),
      },
    ]
  })
}

function filled(kind: string, stream: unknown, secrets: readonly Secret[]): unknown {
  const own = secrets.filter(secret => secret.kind === kind)
  return own.length === 0
    ? stream
    : { ...Object(stream), ...Object.fromEntries(own.map(({ name, value }) => [name, value])) }
}
