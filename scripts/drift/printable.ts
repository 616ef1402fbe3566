/** A text that others wrote, without what could move the cursor or forge a line. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, character => `\\u{${character.codePointAt(0)?.toString(16)}}`)
}
