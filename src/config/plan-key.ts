import { refusal } from '../errors.js'
import { byteLength, hex } from '../text/bytes.js'

/** A key that fingerprints values and seals plans, derived from a secret that two jobs share. */
export interface PlanKey {
  /** The origin of the deployment whose values it fingerprints. */
  readonly deployment: string
  /** Identifies the key without revealing it. */
  readonly id: string
  /** Returns the fingerprint of a variable's value, if any: equal for equal values, and useless without the key. */
  fingerprint(name: string, value: string | undefined): Promise<string | undefined>
  /** Returns the fingerprint of texts, of which the first says what they are: a word that nothing else here begins with. */
  digest(...texts: readonly string[]): Promise<string>
  /** Returns the seal of a text. */
  seal(text: string): Promise<string>
  /** Returns true if a seal is that of a text, in constant time. */
  verify(text: string, seal: string): Promise<boolean>
}

/** 32 bytes in base64, whose digits those in hex are among, and as many different ones as random bytes surely have. */
const RANDOM = /^[\w+/-]{43,}={0,2}$/
const FEWEST_DIFFERENT = 8
const FINGERPRINT_DIGITS = 32
const HMAC = { name: 'HMAC', hash: 'SHA-256', length: 256 } as const

/**
 * Derives a plan key by HKDF from a secret of the caller's, or else from the token.
 * @throws {InvalidInputError} for a secret that could be guessed
 */
export async function derivePlanKey(
  deployment: string,
  planKey: string | undefined,
  secret: string,
): Promise<PlanKey> {
  if (planKey !== undefined && !isRandom(planKey)) {
    throw refusal(
      'planKey',
      'The `planKey` must be at least 32 random bytes, in hex or base64: a guess would show the values of a plan. ' +
        'Make one by `openssl rand -hex 32`, for both jobs.',
    )
  }
  const material = await crypto.subtle.importKey('raw', bytes([secret]), 'HKDF', false, ['deriveKey'])
  const parameters = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: bytes(['convex-deployment plan']),
  }
  const key = await crypto.subtle.deriveKey(parameters, material, HMAC, false, ['sign'])
  const sign = async (...texts: readonly string[]) =>
    hex(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(texts))))
  const digest = async (...texts: readonly string[]) => (await sign(...texts)).slice(0, FINGERPRINT_DIGITS)
  return {
    deployment,
    digest,
    id: (await sign('id')).slice(0, 16),
    async fingerprint(name, value) {
      if (value === undefined) return undefined
      return digest(JSON.stringify(['value', deployment, name, value]))
    },
    seal: text => sign(`plan ${text}`),
    // Compared is what both sign to: how long that takes tells nothing of the seal.
    verify: async (text, seal) => (await sign(seal)) === (await sign(await sign(`plan ${text}`))),
  }
}

function isRandom(secret: unknown): boolean {
  return typeof secret === 'string' && RANDOM.test(secret) && new Set(secret).size >= FEWEST_DIFFERENT
}

/** Returns texts one after another in UTF-8. Joining long ones before would take twelve times as long. */
function bytes(texts: readonly string[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(texts.reduce((sum, text) => sum + byteLength(text), 0))
  const encoder = new TextEncoder()
  let end = 0
  for (const text of texts) end += encoder.encodeInto(text, all.subarray(end)).written
  return all
}
