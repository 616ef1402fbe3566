import { byteLength } from '../text/bytes.js'
import { isObject } from '../text/member.js'
import { audit, byBytes, type FakeCall, type FakeOperation } from './call.js'
import { badRequest } from './refusal.js'
import type { FakeState } from './state.js'

interface Change {
  readonly name: string
  readonly value: string | null
}

const RESERVED = ['CONVEX_CLOUD_URL', 'CONVEX_SITE_URL']
const LONGEST_NAME = 256
const LARGEST_VALUE = 8192
const MOST_VARIABLES = 512
const MOST_BYTES = 524_288

/** Returns all variables by name, in byte order. */
export const listEnvironmentVariables: FakeOperation = ({ state }) => {
  const sorted = [...state.environmentVariables].sort(([a], [b]) => byBytes(a, b))
  return { environmentVariables: Object.fromEntries(sorted) }
}

/** Removes and then sets variables in one transaction. */
export const updateEnvironmentVariables: FakeOperation = call => {
  const { changes } = call.body
  const parsed = Array.isArray(changes)
    ? changes.filter(isObject).map(({ name, value }) => toChange(name, value))
    : []
  changeVariables(call, parsed)
}

/** Returns the variables in the form of the published document: an array. */
export const listBeta: FakeOperation = ({ state }) =>
  [...state.environmentVariables].sort(([a], [b]) => byBytes(a, b)).map(([name, value]) => ({ name, value }))

/** Removes variables in the form of the published document: a list of names. */
export const deleteBeta: FakeOperation = call => {
  const { names } = call.body
  changeVariables(call, Array.isArray(names) ? names.map(name => toChange(name, null)) : [])
}

function toChange(name: unknown, value: unknown): Change {
  return { name: String(name), value: typeof value === 'string' ? value : null }
}

function changeVariables(call: FakeCall, changes: readonly Change[]): void {
  const { state } = call
  for (const change of changes) checkChange(change)
  const unsets = changes.filter(({ value }) => value === null).sort((a, b) => byBytes(a.name, b.name))
  const sets = changes
    .flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]))
    .sort((a, b) => byBytes(a.name, b.name) || byBytes(a.value, b.value))
  checkDeclared(state, unsets, sets)
  const next = new Map(state.environmentVariables)
  const events: [action: string, name: string][] = []
  for (const { name } of unsets) {
    if (next.delete(name)) events.push(['delete_environment_variable', name])
  }
  for (const { name, value } of sets) {
    if (RESERVED.includes(name))
      throw badRequest('EnvVarNameForbidden', `The name ${name} is built in and can't be set.`)
    // A deployment inserts the row here, and those that it removes, at the end.
    call.demandWriter()
    events.push([next.has(name) ? 'update_environment_variable' : 'create_environment_variable', name])
    next.set(name, value)
  }
  checkFullness(next)
  checkAuthConfig(state, next)
  call.demandWriter()
  state.environmentVariables = next
  for (const [action, name] of events) audit(call, action, { variable_name: name })
}

function checkChange({ name, value }: Change): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    const message = `The name "${name}" is invalid: it must start with a letter and hold letters, digits and underscores.`
    throw badRequest('EnvironmentVariableNameInvalid', message)
  }
  if (byteLength(name) > LONGEST_NAME) {
    throw badRequest(
      'EnvironmentVariableNameTooLong',
      `The name "${name}" is longer than ${LONGEST_NAME} bytes.`,
    )
  }
  if (value !== null && byteLength(value) > LARGEST_VALUE) {
    throw badRequest(
      'EnvironmentVariableValueTooLarge',
      `The value of "${name}" is larger than ${LARGEST_VALUE} bytes.`,
    )
  }
}

function checkDeclared(
  { declaredVariables }: FakeState,
  unsets: readonly Change[],
  sets: readonly { name: string; value: string }[],
): void {
  const required = unsets.map(({ name }) => name).filter(name => declaredVariables.get(name)?.required)
  if (required.length > 0) {
    throw badRequest(
      'RequiredEnvironmentVariable',
      `The app requires these variables: ${required.join(', ')}.`,
    )
  }
  // The last of several values for a name wins, and only that one is checked against the declaration.
  for (const [name, value] of new Map(sets.map(set => [set.name, set.value]))) {
    const { pattern } = declaredVariables.get(name) ?? {}
    if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value)) {
      throw badRequest(
        'InvalidEnvironmentVariable',
        `The value of "${name}" does not match what the app declares.`,
      )
    }
  }
}

function checkFullness(variables: ReadonlyMap<string, string>): void {
  if (variables.size > MOST_VARIABLES) {
    throw badRequest('EnvVarLimitMet', `A deployment has at most ${MOST_VARIABLES} variables.`)
  }
  let bytes = 0
  for (const [name, value] of variables) bytes += byteLength(name) + byteLength(value)
  if (bytes > MOST_BYTES) {
    throw badRequest(
      'EnvVarTotalSizeLimitMet',
      `All names and values together have at most ${MOST_BYTES} bytes.`,
    )
  }
}

/** Throws if the app's auth config, evaluated with the new variables, misses one. */
export function checkAuthConfig(
  { authConfigVariables }: FakeState,
  variables: ReadonlyMap<string, string>,
): void {
  const missing = authConfigVariables.find(name => !variables.has(name))
  if (missing === undefined) return
  throw badRequest('AuthConfigMissingEnvironmentVariable', `The auth config needs the variable ${missing}.`)
}
