/** Returns bytes as base64. */
export function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
}

/**
 * Returns the bytes of a text in base64, or in its alphabet for URLs.
 * @throws {DOMException} if the text is not base64
 */
export function bytesOf(text: string): Uint8Array {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, character => character.charCodeAt(0))
}
