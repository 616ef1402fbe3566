import { once } from '../../text/once.js'
import { quote } from '../../text/quote.js'
import { CreateOnly } from '../environment/create-only.js'

/** The bits of a key of RS256. */
const MODULUS = 2048

/** Returns a value of random bytes in base64url, which is made when it is created. */
export function randomValue(size: number): CreateOnly {
  return new CreateOnly(() => {
    const text = base64(crypto.getRandomValues(new Uint8Array(size)))
    return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  }, `${size} random bytes`)
}

/**
 * Returns a private key and its public half, which are made together, in the forms that Convex Auth reads: PKCS#8 in PEM with
 * spaces in the place of line breaks, and a JSON Web Key Set.
 */
export function keyPairValues(name: string, jwks: string): { privateKey: CreateOnly; publicKey: CreateOnly } {
  const pair = once(makeKeyPair)
  const privateKey = new CreateOnly(
    async () => (await pair()).privateKey,
    `a private key of RS256, for ${quote(jwks)}`,
  )
  const publicKey = new CreateOnly(async () => (await pair()).publicKey, `the public key of ${quote(name)}`)
  CreateOnly.pair(privateKey, publicKey)
  return { privateKey, publicKey }
}

async function makeKeyPair(): Promise<{ readonly privateKey: string; readonly publicKey: string }> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: MODULUS,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  }
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const body = base64(new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)))
  const { kty, n, e } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  return {
    privateKey: [
      '-----BEGIN PRIVATE KEY-----',
      ...(body.match(/.{1,64}/g) ?? []),
      '-----END PRIVATE KEY-----',
    ].join(' '),
    publicKey: JSON.stringify({ keys: [{ use: 'sig', kty, n, e }] }),
  }
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
}
