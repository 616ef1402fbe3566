import { refusal } from '../errors.js'
import { hex } from '../text/bytes.js'

/** A key that fingerprints values and seals plans, derived from a secret that two jobs share. */
export interface PlanKey {
  /** The origin of the deployment whose values it fingerprints. */
  readonly deployment: string
  /** Identifies the key without revealing it. */
  readonly id: string
  /** Returns the fingerprint of a variable's value, if any: equal for equal values, and useless without the key. */
  fingerprint(name: string, value: string | undefined): Promise<string | undefined>
  /** Returns the seal of a text. */
  seal(text: string): Promise<string>
  /** Returns true if a seal is that of a text, in constant time. */
  verify(text: string, seal: string): Promise<boolean>
}

const SHORTEST_SECRET = 16
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
  if (planKey !== undefined && (typeof planKey !== 'string' || planKey.length < SHORTEST_SECRET)) {
    throw refusal(
      'planKey',
      `The \`planKey\` must have at least ${SHORTEST_SECRET} characters: make a random one.`,
    )
  }
  const material = await crypto.subtle.importKey('raw', bytes(secret), 'HKDF', false, ['deriveKey'])
  const parameters = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: bytes('convex-deployment plan'),
  }
  const key = await crypto.subtle.deriveKey(parameters, material, HMAC, false, ['sign'])
  const sign = async (text: string) => hex(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(text))))
  return {
    deployment,
    id: (await sign('id')).slice(0, 16),
    async fingerprint(name, value) {
      if (value === undefined) return undefined
      return (await sign(JSON.stringify(['value', deployment, name, value]))).slice(0, FINGERPRINT_DIGITS)
    },
    seal: text => sign(`plan ${text}`),
    // Compared is what both sign to: how long that takes tells nothing of the seal.
    verify: async (text, seal) => (await sign(seal)) === (await sign(await sign(`plan ${text}`))),
  }
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
