import type { Permission } from '../../generated/permissions.js'
import { textMember } from '../text/member.js'
import { readActingUser } from './acting-user.js'
import { bytesOf } from './base64.js'
import { badRequest, forbidden, Refusal } from './refusal.js'
import type { FakeActor, FakeKey, FakeState } from './state.js'

/** The sender of a request: an administrator with a key, perhaps acting as somebody else, an end user, or unknown. */
export type Identity =
  | { readonly kind: 'admin'; readonly key: FakeKey; readonly impersonating: boolean }
  | { readonly kind: 'user' }
  | { readonly kind: 'anonymous' }

/** The length of either scheme, with the space behind it. */
const SCHEME = 'convex '.length

/** Reads the credentials of a request. Only the permission check refuses a request without credentials. */
export function identify(request: Request, state: FakeState, now: number): Identity {
  const header = request.headers.get('authorization')
  if (header === null) return identifyByQuery(new URL(request.url).searchParams, state, now)
  if (!/^[\t\x20-\x7e]*$/.test(header))
    throw badRequest('HeaderParseFailure', 'The authentication header is not ASCII.')
  if (header.length < SCHEME)
    throw badRequest('InvalidHeaderFailure', 'The authentication header is too short.')
  const scheme = header.slice(0, SCHEME).toLowerCase()
  const credential = header.slice(SCHEME)
  if (scheme === 'convex ') return identifyByHeader(credential, state, now)
  if (scheme === 'bearer ' && credential !== '') return identifyUser(credential.trim(), state)
  throw badRequest('InvalidAdminKey', 'The admin key is not valid: it lacks its scheme.')
}

/** Reads a key whose type is stripped, and the user as whom its holder acts: what follows the next colon. */
function identifyByHeader(credential: string, state: FakeState, now: number): Identity {
  const stripped = withoutType(credential)
  const [token = '', ...user] = stripped.split(':')
  if (user.length > 0) readActingUser(user.join(':'))
  return { kind: 'admin', key: findKey(token, state, now), impersonating: user.length > 0 }
}

/** Reads the key in the query, which is taken as it is: nobody can act as somebody else there. */
function identifyByQuery(query: URLSearchParams, state: FakeState, now: number): Identity {
  const [key, ...others] = query.getAll('adminKey')
  if (others.length > 0)
    throw badRequest('BadQueryArgs', 'The query could not be read: duplicate field `adminKey`.')
  if (key === undefined) return { kind: 'anonymous' }
  return {
    kind: 'admin',
    key: findKey(key.replace(/^[^|:]*:(?=.*\|)/s, ''), state, now),
    impersonating: false,
  }
}

/**
 * Removes the type of a key: `prod:NAME|SECRET` and `NAME|SECRET` are the same, and `preview:TEAM:PROJECT|SECRET` and
 * `project:TEAM:PROJECT|SECRET` are `SECRET` alone.
 */
function withoutType(token: string): string {
  const [, type, name, secret] = /^([^|:]*):([^|]*)\|(.*)$/s.exec(token) ?? []
  if (type === undefined) return token
  return ['preview', 'project'].includes(type.toLowerCase()) ? `${secret}` : `${name}|${secret}`
}

/** Returns a key by its text without a type. A self-hosted deployment takes those alone that name it. */
function findKey(token: string, { kind, name, keys }: FakeState, now: number): FakeKey {
  const key = keys.find(known => withoutType(known.token) === token)
  const namesIt = kind === 'cloud' || token.startsWith(`${name}|`)
  if (key && namesIt && (key.expiresAt === undefined || key.expiresAt > now)) return key
  throw new Refusal(401, 'BadAdminKey', 'The key is not valid for this deployment.')
}

function identifyUser(credential: string, { issuers }: FakeState): Identity {
  const issuer = issuerOf(credential)
  if (issuer === undefined)
    throw new Refusal(401, 'InvalidAuthHeader', 'The token is not a JWT that could be read.')
  if (!issuers.includes(issuer))
    throw new Refusal(401, 'NoAuthProvider', 'No provider matches the issuer of the token.')
  return { kind: 'user' }
}

function issuerOf(token: string): string | undefined {
  const parts = token.split('.')
  if (parts.length !== 3) return undefined
  try {
    return textMember(JSON.parse(new TextDecoder().decode(bytesOf(parts[1] ?? ''))), 'iss')
  } catch {
    return undefined
  }
}

/** Returns the key of an administrator. Throws if the identity is not one, or may not perform the action. */
export function authorize(identity: Identity, action: Permission | undefined): FakeKey {
  if (identity.kind !== 'admin') {
    throw forbidden(
      'BadDeployKey',
      'The deploy key is not valid for this deployment: check which one is meant.',
    )
  }
  if (action !== undefined && !permits(identity.key.permissions, action)) {
    throw forbidden('OperationNotPermitted', `The key has no permission for this operation (${action}).`)
  }
  return identity.key
}

/** Throws if an administrator acts as somebody else: a deployment writes no row of its own for them. */
export function refuseActingUser(identity: Identity): void {
  if (identity.kind === 'admin' && identity.impersonating)
    throw forbidden('SystemIdentityRequired', 'Who acts as somebody else may not write.')
}

/** Inside a deployment an empty list allows all. */
function permits(permissions: FakeKey['permissions'], action: Permission): boolean {
  if (permissions === undefined || permissions.length === 0) return true
  return permissions === 'read-only' ? action.endsWith(':view') : permissions.includes(action)
}

/** Returns the actor of a key in the audit log: on the cloud a deploy key is a token, on self-hosted member 0. */
export function actorOf(key: FakeKey, { kind, keys }: FakeState): FakeActor {
  if (key.actor !== undefined) return key.actor
  if (kind === 'selfHosted') return { kind: 'member', member_id: 0 }
  return { kind: 'token', token_id: keys.indexOf(key) + 1, member_id: null, client_id: null }
}
