const BEYOND_ASCII = /[\u0080-\uffff]/

/** Returns the length of a text in bytes of UTF-8. A lone surrogate counts as the character that replaces it. */
export function byteLength(text: string): number {
  // Looking beats encoding: most texts are short, and ASCII.
  return BEYOND_ASCII.test(text) ? new TextEncoder().encode(text).length : text.length
}

/** Returns bytes as lower-case hex digits. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}
