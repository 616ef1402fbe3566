import { isObject } from '../text/member.js'
import { bytesOf } from './base64.js'
import { badRequest } from './refusal.js'

/** The claims that are texts. */
const TEXTS = [
  'tokenIdentifier',
  'issuer',
  'subject',
  'name',
  'givenName',
  'familyName',
  'nickname',
  'preferredUsername',
  'profileUrl',
  'pictureUrl',
  'websiteUrl',
  'email',
  'gender',
  'birthday',
  'timezone',
  'language',
  'phoneNumber',
  'address',
  'updatedAt',
]
const FLAGS = ['emailVerified', 'phoneNumberVerified']

/** Throws if a text is not the user as whom the holder of a key acts: JSON in base64, with who that is. */
export function readActingUser(base64: string): void {
  const claims = parse(base64)
  const fits = (names: readonly string[], type: string) =>
    names.every(name => (claims?.[name] ?? null) === null || typeof claims?.[name] === type)
  const isNamed = has(claims, 'tokenIdentifier') || (has(claims, 'issuer') && has(claims, 'subject'))
  if (claims && isNamed && fits(TEXTS, 'string') && fits(FLAGS, 'boolean')) return
  throw badRequest('HeaderParseFailure', 'The authentication header is malformed behind its colon.')
}

function has(claims: Readonly<Record<string, unknown>> | undefined, name: string): boolean {
  return typeof claims?.[name] === 'string'
}

function parse(encoded: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(encoded)) return undefined
  try {
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(encoded)))
    return isObject(claims) ? claims : undefined
  } catch {
    return undefined
  }
}
