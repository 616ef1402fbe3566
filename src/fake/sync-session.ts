import { permissions } from '../../generated/permissions.js'
import { parseJson } from '../text/json.js'
import { isObject, textMember } from '../text/member.js'
import { authorize, type Identity, identify } from './authentication.js'
import { base64 } from './base64.js'
import { byBytes } from './call.js'
import { Refusal } from './refusal.js'
import type { FakeState } from './state.js'

/** The messages that answer one of a client, and whether the connection ends after them. */
export interface SyncReply {
  readonly messages: readonly object[]
  readonly ends?: true
}

/** A function that answers the next message of a WebSocket. */
export type SyncSession = (text: string) => SyncReply

/**
 * Creates the session of a WebSocket that syncs queries. Convex's own command reads variables by two queries over one: they
 * are answered once, and not again when a variable changes. Everything else is refused with a reason.
 */
export function createSyncSession(state: FakeState, now: () => number): SyncSession {
  let identity: Identity = { kind: 'anonymous' }
  const version = { querySet: 0, identity: 0, ts: 0 }

  /** Moves to the next version, and tells of it. */
  function transition(next: Partial<typeof version>, modifications: readonly object[]): SyncReply {
    const startVersion = shown(version)
    Object.assign(version, next, { ts: version.ts + 1 })
    return { messages: [{ type: 'Transition', startVersion, endVersion: shown(version), modifications }] }
  }

  function authenticate(message: Message): SyncReply {
    try {
      identity = identityOf(message, state, now())
      return transition({ identity: version.identity + 1 }, [])
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const base = { baseVersion: version.identity, authUpdateAttempted: true }
      return { messages: [{ type: 'AuthError', error: said(error), ...base }], ends: true }
    }
  }

  function modifyQuerySet({ baseVersion, newVersion, modifications }: Message): SyncReply {
    if (baseVersion !== version.querySet || typeof newVersion !== 'number' || !Array.isArray(modifications)) {
      return fatal('BaseVersionMismatch: the query set is of another version.')
    }
    const answers = modifications
      .filter(isObject)
      .map(modification => modified(modification, identity, state))
    return transition({ querySet: newVersion }, answers)
  }

  const answers: { readonly [type: string]: (message: Message) => SyncReply } = {
    Connect: () => NOTHING,
    Event: () => NOTHING,
    Authenticate: authenticate,
    ModifyQuerySet: modifyQuerySet,
    Mutation: ({ requestId }) => failed('MutationResponse', requestId),
    Action: ({ requestId }) => failed('ActionResponse', requestId),
  }

  return text => {
    const message = parseJson(text)
    const type = textMember(message, 'type') ?? ''
    const answer = Object.hasOwn(answers, type) ? answers[type] : undefined
    return answer && isObject(message) ? answer(message) : fatal('The message could not be read.')
  }
}

type Message = Readonly<Record<string, unknown>>

const NOTHING: SyncReply = { messages: [] }

const NO_FUNCTIONS = 'A fake deployment runs no functions'

/** Reads the key as it is read over HTTP. Any other token leaves the sender unknown. */
function identityOf({ tokenType, value }: Message, state: FakeState, now: number): Identity {
  if (tokenType !== 'Admin') return { kind: 'anonymous' }
  if (typeof value !== 'string' || /[^\x20-\x7e]/.test(value))
    throw new Refusal(401, 'BadAdminKey', 'The key is not a text of ASCII.')
  const headers = { authorization: `Convex ${value}` }
  return identify(new Request('http://127.0.0.1', { headers }), state, now)
}

function modified({ type, queryId, udfPath, args }: Message, identity: Identity, state: FakeState): object {
  if (type !== 'Add') return { type: 'QueryRemoved', queryId }
  const common = { queryId, logLines: [], journal: null }
  try {
    const query = queryNamed(udfPath)
    authorize(identity, permissions.listEnvironmentVariables)
    const [argument] = Array.isArray(args) ? args : []
    return { type: 'QueryUpdated', value: query(state, argument), ...common }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { type: 'QueryFailed', errorMessage: said(error), ...common }
  }
}

type Query = (state: FakeState, argument: unknown) => unknown

const QUERIES: { readonly [path: string]: Query } = {
  '_system/cli/queryEnvironmentVariables:default': ({ environmentVariables }) =>
    [...environmentVariables].sort(([a], [b]) => byBytes(a, b)).map(([name, value]) => ({ name, value })),
  '_system/cli/queryEnvironmentVariables:get': ({ environmentVariables }, argument) => {
    const name = textMember(argument, 'name') ?? ''
    const value = environmentVariables.get(name)
    return value === undefined ? null : { name, value }
  },
}

/** Finds a query by its path, which may leave out the extension of its file and the name of a default export. */
function queryNamed(path: unknown): Query {
  const [, file = '', name = 'default'] = /^(.*?)(?:\.js)?(?::(\w+))?$/s.exec(String(path)) ?? []
  const known = `${file}:${name}`
  const query = Object.hasOwn(QUERIES, known) ? QUERIES[known] : undefined
  if (query) return query
  const message = `${NO_FUNCTIONS}, and answers only ${Object.keys(QUERIES).join(' and ')}.`
  throw new Refusal(400, 'FunctionNotFound', message)
}

function failed(type: string, requestId: unknown): SyncReply {
  return { messages: [{ type, requestId, success: false, result: `${NO_FUNCTIONS}.`, logLines: [] }] }
}

/** A client does not try again after this message. */
function fatal(error: string): SyncReply {
  return { messages: [{ type: 'FatalError', error }], ends: true }
}

function said({ code, message }: Refusal): string {
  return `${code}: ${message}`
}

/** Returns a version as it is sent: its time is 64 bits in base64, the lowest byte first. */
function shown(version: {
  readonly querySet: number
  readonly identity: number
  readonly ts: number
}): object {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(version.ts), true)
  return { ...version, ts: base64(bytes) }
}
