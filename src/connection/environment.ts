import { InvalidInputError } from '../errors.js'
import { textMember } from '../text/member.js'
import { printableLines } from '../text/quote.js'
import { parseUrl } from '../text/url.js'

declare const process: { readonly env: EnvironmentRecord } | undefined

/** Environment variables by name, as `process.env` has them. */
export type EnvironmentRecord = { readonly [name: string]: string | undefined }

/** A source of the variables that Convex's own tools read: the environment of a process, or a file. */
export interface CredentialSource {
  readonly variables: EnvironmentRecord
  /** Returns the place of a variable, as a message names it. */
  readonly placeOf: (variable: string) => string
}

/** The deployment that a caller named in words of their own: neither an environment nor a file said them. */
export interface NamedAddress {
  readonly name?: string | undefined
  readonly url?: string | undefined
}

/** A key of a source, the variable that holds it, and the URL if the source says that, too. */
export interface Credentials {
  readonly token: string
  readonly variable: string
  readonly url: string | undefined
}

const DEPLOY_KEYS = ['CONVEX_DEPLOY_KEY', 'CONVEX_DEPLOYMENT_TOKEN']
const SELF_HOSTED_URL = 'CONVEX_SELF_HOSTED_URL'
const SELF_HOSTED_KEY = 'CONVEX_SELF_HOSTED_ADMIN_KEY'

/** The sentinel of a build pipeline that wants no key. Convex's CLI knows it, too. */
const IGNORED = '<ignore_deploy_key>'

/** Returns true if a source holds any part of a credential, be it blank: then it decides alone, and no later one is asked. */
export function holdsCredentials({ variables }: CredentialSource): boolean {
  return [...DEPLOY_KEYS, SELF_HOSTED_URL, SELF_HOSTED_KEY].some(
    name => ![undefined, IGNORED].includes(textMember(variables, name)),
  )
}

/**
 * Reads `CONVEX_DEPLOY_KEY` (or its alias `CONVEX_DEPLOYMENT_TOKEN`), else `CONVEX_SELF_HOSTED_URL` with
 * `CONVEX_SELF_HOSTED_ADMIN_KEY`. An admin key is for the URL beside it, and for no other that a caller names. Returns
 * `undefined` if there is no key for what the caller named.
 * @throws {InvalidInputError} for half a pair, for the sentinel that says why there is no key, and for a blank variable: that
 *   is mostly a secret that was not handed on, and another key in its place would open another deployment
 */
export function readCredentials(source: CredentialSource, named: NamedAddress = {}): Credentials | undefined {
  const origin = originOf(named.url)
  const namesPair = origin !== undefined && origin === originOf(textMember(source.variables, SELF_HOSTED_URL))
  for (const variable of namesPair ? [] : DEPLOY_KEYS) {
    const token = valueIn(source, variable)
    if (token !== undefined) return { token, variable, url: undefined }
  }
  const url = valueIn(source, SELF_HOSTED_URL)
  const token = valueIn(source, SELF_HOSTED_KEY)
  const isOther = !namesPair && (named.url !== undefined || named.name !== undefined)
  const isForIt = url === undefined ? named.url !== undefined : !isOther
  // The caller's own words for the address stay.
  if (token !== undefined && isForIt)
    return { token, variable: SELF_HOSTED_KEY, url: named.url === undefined ? url : undefined }
  if (isOther || (url === undefined && token === undefined)) return undefined
  const [there, missing] =
    url === undefined ? [SELF_HOSTED_KEY, SELF_HOSTED_URL] : [SELF_HOSTED_URL, SELF_HOSTED_KEY]
  throw new InvalidInputError(
    `${there} is set in ${source.placeOf(there)}, but ${missing} is not: set both there.`,
  )
}

/** Returns the variables of the process, or an empty object if the runtime has no `process`. */
export function processEnvironment(): EnvironmentRecord {
  return typeof process === 'undefined' ? {} : process.env
}

function valueIn({ variables, placeOf }: CredentialSource, name: string): string | undefined {
  const value = textMember(variables, name)?.trim()
  if (value === '')
    throw new InvalidInputError(`${name} is set in ${placeOf(name)}, but empty: set or remove it.`)
  // The sentinel by which a build pipeline says why there is no key.
  const reason = value && /^<missing_deploy_key:(.*)>$/s.exec(value)?.[1]
  if (reason !== undefined) throw new InvalidInputError(`${name} holds no key: ${printableLines(reason)}`)
  return value === IGNORED ? undefined : value
}

function originOf(url = ''): string | undefined {
  return parseUrl(url)?.origin
}
