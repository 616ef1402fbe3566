import type { Permission } from '../../generated/permissions.js'
import { textMember } from '../text/member.js'
import { badRequest, forbidden, Refusal } from './refusal.js'
import type { FakeActor, FakeKey, FakeState } from './state.js'

/** The sender of a request: an administrator with a key, perhaps acting as somebody else, an end user, or unknown. */
export type Identity =
  | { readonly kind: 'admin'; readonly key: FakeKey; readonly impersonating: boolean }
  | { readonly kind: 'user' }
  | { readonly kind: 'anonymous' }

const SHORTEST_HEADER = 7

/** Reads the credentials of a request. Only the permission check refuses a request without credentials. */
export function identify(request: Request, state: FakeState, now: number): Identity {
  const header = request.headers.get('authorization')
  if (header === null) {
    const key = new URL(request.url).searchParams.get('adminKey')
    return key === null ? { kind: 'anonymous' } : identifyKey(key, state, now)
  }
  if (header.length < SHORTEST_HEADER)
    throw badRequest('InvalidHeaderFailure', 'The authentication header is too short.')
  if (!/^[\t\x20-\x7e]*$/.test(header))
    throw badRequest('HeaderParseFailure', 'The authentication header is not ASCII.')
  const [, scheme = '', credential = ''] = /^(\w+) (.*)$/s.exec(header) ?? []
  if (scheme.toLowerCase() === 'convex') return identifyKey(credential, state, now)
  if (scheme.toLowerCase() === 'bearer') return identifyUser(credential, state)
  throw badRequest('InvalidAdminKey', 'The admin key is not valid: it lacks its scheme.')
}

function identifyKey(credential: string, state: FakeState, now: number): Identity {
  const bar = credential.indexOf('|')
  if (bar === -1 && credential.includes(':')) {
    throw badRequest('HeaderParseFailure', 'What follows the colon is not valid.')
  }
  // Text after a colon behind the secret names the user that the administrator acts as.
  const colon = bar === -1 ? -1 : credential.indexOf(':', bar)
  const token = colon === -1 ? credential : credential.slice(0, colon)
  const key = state.keys.find(known => withoutType(known.token) === withoutType(token))
  if (key === undefined || (key.expiresAt !== undefined && key.expiresAt <= now)) {
    throw new Refusal(401, 'BadAdminKey', 'The key is not valid for this deployment.')
  }
  return { kind: 'admin', key, impersonating: colon !== -1 }
}

/** Removes the type of a key: the server takes `prod:NAME|SECRET` and `NAME|SECRET` for the same key. */
function withoutType(token: string): string {
  return token.replace(/^\w+:(?=[^:|]*\|)/, '')
}

function identifyUser(credential: string, { issuers }: FakeState): Identity {
  const issuer = issuerOf(credential)
  if (issuer === undefined)
    throw new Refusal(401, 'InvalidAuthHeader', 'The token is no JWT that could be read.')
  if (!issuers.includes(issuer))
    throw new Refusal(401, 'NoAuthProvider', 'No provider matches the issuer of the token.')
  return { kind: 'user' }
}

function issuerOf(token: string): string | undefined {
  const parts = token.split('.')
  if (parts.length !== 3) return undefined
  try {
    return textMember(JSON.parse(atob((parts[1] ?? '').replace(/-/g, '+').replace(/_/g, '/'))), 'iss')
  } catch {
    return undefined
  }
}

/** Returns the actor for the audit log. Throws if the identity is not an administrator who may perform the action. */
export function authorize(identity: Identity, action: Permission | undefined, writes: boolean): FakeActor {
  if (identity.kind !== 'admin') {
    throw forbidden(
      'BadDeployKey',
      'The deploy key is not valid for this deployment: check which one is meant.',
    )
  }
  const { permissions, actor } = identity.key
  if (action !== undefined && !permits(permissions, action)) {
    throw forbidden('OperationNotPermitted', `The key has no permission for this operation (${action}).`)
  }
  if (writes && identity.impersonating)
    throw forbidden('SystemIdentityRequired', 'The operation is not permitted.')
  return actor ?? { kind: 'member', member_id: 0 }
}

function permits(permissions: FakeKey['permissions'], action: Permission): boolean {
  if (permissions === undefined) return true
  return permissions === 'read-only' ? action.endsWith(':view') : permissions.includes(action)
}
