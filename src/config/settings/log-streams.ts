import type { DeploymentClient } from '../../client.js'
import { NotFoundError, rethrow } from '../../errors.js'
import {
  type CreateLogStream,
  type LogStream,
  stateOf,
  type UpdateLogStream,
} from '../../resources/log-streams.js'
import { isEqual } from '../../resources/settings.js'
import { v1 } from '../../schema/contracts.js'
import type { Schema } from '../../schema/schema.js'
import { isObject } from '../../text/member.js'
import { parseUrl } from '../../text/url.js'
import type { CallOptions } from '../../transport/options.js'
import { isKeep, type Keep } from '../keep.js'
import { LaterKey } from './later-key.js'
import {
  assertFits,
  type Change,
  type Found,
  readMembers,
  type Section,
  sentSettings,
  unlessDone,
  type Wanted,
  type Written,
} from './section.js'

/** The settings of a log stream of a kind, as `logStreams.create` takes them, without the kind. */
export type PlainSettings<Kind> = Unchanging<
  Omit<Extract<CreateLogStream, { logStreamType: Kind }>, 'logStreamType'>
>

/** The names of the settings of a kind that no deployment returns. */
export type KeyOf<Kind> = Exclude<
  keyof PlainSettings<Kind>,
  keyof Extract<LogStream, { logStreamType: Kind }>
>

/** The settings of a log stream of a kind. A key may be one that `resolveConfig` has left for later. */
export type LogStreamSettings<Kind> = {
  readonly [Name in keyof PlainSettings<Kind>]:
    | PlainSettings<Kind>[Name]
    | (Name extends KeyOf<Kind> ? LaterKey : never)
}

/** A type whose arrays and members may be read-only. */
type Unchanging<Value> = Value extends object
  ? { readonly [Name in keyof Value]: Unchanging<Value[Name]> }
  : Value

/** The desired log streams by kind: the settings, `null` to delete the stream, or one that has to be there. */
export type DesiredLogStreams = {
  readonly [Kind in CreateLogStream['logStreamType']]?: LogStreamSettings<Kind> | null | Keep
}

/** The members of a stream that are no settings. */
const APART = ['logStreamType', 'id', 'status', 'hmacSecret']
/** The settings that are addresses: of one, its host and its port are shown. */
export const ADDRESSES = ['url', 'ingestUrl', 'host']

/** The section of the log streams. A deployment has one of each kind at most, so the kind is the name. */
export const logStreams: Section = {
  name: 'logStreams',
  readWanted(given) {
    const kinds = variantsOf(v1().createLogStream.request)
    const streams = readMembers(given, Object.keys(kinds), 'logStreams')
    return new Map(Object.entries(streams).map(([kind, value]) => [kind, wantedOf(kind, value)]))
  },
  async read(client, options) {
    const streams = await client.logStreams.list(options)
    return new Map(
      streams.flatMap((stream): [string, Found][] =>
        stateOf(stream) === 'deleting' ? [] : [[stream.logStreamType, foundOf(stream)]],
      ),
    )
  },
  keysOf(kind) {
    const returned = variantsOf(v1().getLogStream.response)[kind]
    return Object.keys(settingsOf(kind)).filter(name => !returned || !Object.hasOwn(returned, name))
  },
  isSame: isEqual,
  show(kind, settings) {
    const described = variantsOf(v1().getLogStream.response)[kind] ?? {}
    const shown = Object.entries(settings).map(([name, value]) => [
      name,
      visible(name, described[name], value),
    ])
    return Object.fromEntries(shown.filter(([, value]) => value !== undefined))
  },
  isWeaker: () => false,
  write: (client, change, options) =>
    change.wanted
      ? put(client, change, options)
      : unlessDone(
          client.logStreams.delete(change.found?.id ?? '', options),
          NotFoundError,
          'LogStreamDoesntExist',
        ),
  settle: (client, id, options) =>
    client.logStreams.ready(id, options).catch(rethrow({ outcome: 'unknown' })),
  noteOn: ({ action, name }) => (action === 'create' && name === 'webhook' ? SECRET : undefined),
}

const SECRET =
  'The webhook signs its requests with a secret of its own, which nothing here shows. Its receiver needs it: read it as ' +
  '`hmacSecret` by `logStreams.list()`.'

/** Returns the schemas of the settings of a kind, as a new stream takes them. */
export function settingsOf(kind: string): Readonly<Record<string, Schema>> {
  return variantsOf(v1().createLogStream.request)[kind] ?? {}
}

/** Returns the members of each kind in a schema of log streams. */
function variantsOf({ oneOf = [] }: Schema): Readonly<Record<string, Readonly<Record<string, Schema>>>> {
  return Object.fromEntries(
    oneOf.map(({ properties = {} }) => [`${properties.logStreamType?.const}`, properties]),
  )
}

function wantedOf(kind: string, value: unknown): Wanted {
  if (isKeep(value)) return 'keep'
  if (value === null) return value
  const path = `logStreams.${kind}`
  const { request } = v1().createLogStream
  const known = Object.keys(settingsOf(kind)).filter(name => name !== 'logStreamType')
  // A copy: what the caller changes after this was never checked.
  const given = Object.entries(readMembers(value, known, path))
  const keys = logStreams.keysOf(kind)
  const isLater = ([name, one]: readonly [string, unknown]) => one instanceof LaterKey && keys.includes(name)
  const settings = structuredClone(Object.fromEntries(given.filter(entry => !isLater(entry))))
  const later = Object.fromEntries(given.filter(isLater))
  const filled = Object.fromEntries(Object.keys(later).map(name => [name, '']))
  assertFits<CreateLogStream>(request, { ...settings, ...filled, logStreamType: kind }, path)
  return { ...settings, ...later }
}

function foundOf(stream: LogStream): Found {
  const settings = Object.entries(stream).filter(([name]) => !APART.includes(name))
  return {
    id: stream.id,
    settings: Object.fromEntries(settings),
    ...(stateOf(stream) === 'failed' && { failed: true }),
  }
}

/** Returns what may be shown of a setting. What the document does not describe, or calls sensitive, may be a secret. */
function visible(name: string, schema: Schema | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined
  if (typeof value === 'string' && (ADDRESSES.includes(name) || schema['x-sensitive']))
    return ADDRESSES.includes(name) ? hostOf(value) : undefined
  return withoutPaths(value)
}

/** Returns a value with each address within it shortened to its host. */
function withoutPaths(value: unknown): unknown {
  if (typeof value === 'string') return /^https?:/i.test(value) ? hostOf(value) : value
  if (Array.isArray(value)) return value.map(withoutPaths)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutPaths(member)]))
}

function hostOf(text: string): string | undefined {
  return parseUrl(text)?.host || undefined
}

async function put(
  { logStreams: streams }: DeploymentClient,
  change: Change,
  options: CallOptions,
): Promise<Written> {
  const { name: kind, found } = change
  const body = { ...sentSettings(logStreams, change), logStreamType: kind }
  if (found?.id === undefined) {
    assertFits<CreateLogStream>(v1().createLogStream.request, body, kind)
    return { id: (await streams.create(body, options)).id }
  }
  assertFits<UpdateLogStream>(v1().updateLogStream.request, body, kind)
  await streams.update(found.id, body, options)
  return { id: found.id }
}
