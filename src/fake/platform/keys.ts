import { permissionNames } from '../../../generated/permissions.js'
import { randomHex } from '../ids.js'
import { badRequest, Refusal } from '../refusal.js'
import {
  deploymentOf,
  integerOf,
  type PlatformCall,
  type PlatformOperation,
  projectOf,
  textOf,
} from './call.js'
import { type FakePlatformKey, type FakeToken, takeId } from './state.js'

const SOONEST_EXPIRY_MS = 30 * 60_000

/** Creates a key of a deployment. Made with an OAuth token, it is that token with another prefix. */
export const createDeployKey: PlatformOperation = call => {
  const found = deploymentOf(call)
  const { deployment, keys } = found
  const secret = copyOf(call.token) ?? randomHex(32)
  const key = newKey(call, keys, `${found.deploymentType}:${found.name}|${secret}`)
  keys.push(key)
  const permissions = copyOf(call.token) === undefined ? permissionsOf(key) : undefined
  deployment.state.keys.push({
    token: key.key,
    ...(permissions && { permissions }),
    ...(key.expiresAt !== null && { expiresAt: key.expiresAt }),
  })
  return () => ({ deployKey: key.key })
}

export const listDeployKeys: PlatformOperation = call => {
  const { keys } = deploymentOf(call)
  return () => keys.map(viewOf)
}

/** Deletes a key by its name, or by itself. */
export const deleteDeployKey: PlatformOperation = call => {
  const { deployment, keys } = deploymentOf(call)
  const { key } = removed(keys, call.body.id)
  const { state } = deployment
  state.keys = state.keys.filter(({ token }) => token !== key)
  return undefined
}

export const createPreviewDeployKey: PlatformOperation = call => {
  const project = projectOf(call)
  const team = call.state.teams.find(({ id }) => id === project.teamId)
  const secret = copyOf(call.token) ?? randomHex(32)
  const key = newKey(call, project.previewKeys, `preview:${team?.slug}:${project.slug}|${secret}`)
  project.previewKeys.push(key)
  return () => ({ previewDeployKey: key.key })
}

export const listPreviewDeployKeys: PlatformOperation = call => {
  const { previewKeys } = projectOf(call)
  return () => ({ items: previewKeys.map(viewOf) })
}

export const deletePreviewDeployKey: PlatformOperation = call => {
  removed(projectOf(call).previewKeys, call.body.id)
  return undefined
}

/** Returns the secret of an OAuth token, which a key that is made of it repeats. */
function copyOf({ kind, token }: FakeToken): string | undefined {
  return kind.startsWith('oauth') ? token.slice(token.indexOf('|') + 1) : undefined
}

function newKey(
  { body, state, now }: PlatformCall,
  keys: readonly FakePlatformKey[],
  key: string,
): FakePlatformKey {
  const name = textOf(body.name) ?? ''
  if (keys.some(known => known.name === name))
    throw badRequest('DuplicateKeyName', 'A key of this name exists.')
  const expiresAt = integerOf(body.expiresAt)
  if (expiresAt !== null && expiresAt < now() + SOONEST_EXPIRY_MS)
    throw badRequest('InvalidExpiration', 'The time must be at least 30 minutes ahead.')
  const allowed = Array.isArray(body.allowedActions) ? body.allowedActions.map(String) : permissionNames
  if (allowed.some(action => !permissionNames.some(known => known === action)))
    throw badRequest('BadJsonBody', 'The request body could not be deserialised: unknown variant.')
  return { id: takeId(state), name, key, creationTime: now(), expiresAt, allowedActions: allowed }
}

/** Returns the permissions of a key, or `undefined` for one that may do everything. */
function permissionsOf({ allowedActions }: FakePlatformKey) {
  const permissions = permissionNames.filter(name => allowedActions.includes(name))
  return permissions.length === 0 || permissions.length === permissionNames.length ? undefined : permissions
}

function removed(keys: FakePlatformKey[], id: unknown): FakePlatformKey {
  const at = keys.findIndex(({ name, key }) =>
    [name, key, key.slice(key.indexOf('|') + 1)].includes(String(id)),
  )
  const [key] = at < 0 ? [] : keys.splice(at, 1)
  if (key) return key
  throw new Refusal(404, 'DeployKeyNotFound', 'There is no such key.')
}

function viewOf({ key: _, ...shown }: FakePlatformKey): object {
  return { ...shown, lastUsedTime: null, creator: null, managedBy: null }
}
