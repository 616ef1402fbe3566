import { hex } from '../text/bytes.js'

/** Returns random lower-case hex digits. */
export function randomHex(digits: number): string {
  return hex(crypto.getRandomValues(new Uint8Array(Math.ceil(digits / 2)))).slice(0, digits)
}
