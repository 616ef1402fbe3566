const BEYOND_ASCII = /[\u0080-\uffff]/

/** Returns the length of a text in bytes of UTF-8. A lone surrogate counts as the character that replaces it. */
export function byteLength(text: string): number {
  // Looking beats encoding: most texts are short, and ASCII.
  return BEYOND_ASCII.test(text) ? new TextEncoder().encode(text).length : text.length
}
