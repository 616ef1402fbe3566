const BEYOND_ASCII = /[\u0080-\uffff]/

/** Returns the length of a text in bytes of UTF-8. A lone surrogate counts as the character that replaces it. */
export function byteLength(text: string): number {
  // Counting is faster than encoding: most texts are short and ASCII.
  if (!BEYOND_ASCII.test(text)) return text.length
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) continue
    const pair = code >= 0xd800 && code < 0xdc00 && text.charCodeAt(i + 1) >> 10 === 0x37
    // A pair is two units and four bytes; any other unit from U+0800 on is three bytes.
    bytes += pair || code >= 0x800 ? 2 : 1
    if (pair) i++
  }
  return bytes
}
