/** Takes the words of a command line apart, and puts them together for a shell. */

/** Returns the number of words before `--`, behind which another command line begins. */
export function endOfFlags(typed: readonly string[]): number {
  const end = typed.indexOf('--')
  return end === -1 ? typed.length : end
}

/** Splits `--flag=value` into two words, so that an unknown flag is reported by its name alone. */
export function splitFlags(typed: readonly string[]): string[] {
  const end = endOfFlags(typed)
  const words = typed.slice(0, end).flatMap(word => /^(--[a-z-]+)=(.*)$/s.exec(word)?.slice(1) ?? [word])
  return [...words, ...typed.slice(end)]
}

/** Adds words to a command line, before any `--`. */
export function withMore(typed: readonly string[], more: readonly string[]): string[] {
  const end = endOfFlags(typed)
  return [...typed.slice(0, end), ...more, ...typed.slice(end)]
}

/** Writes a command line for a shell, with quotes where they are needed. */
export function commandLine(words: readonly string[]): string {
  return words.map(word => (/^[\w./:@%+,=-]+$/.test(word) ? word : shellQuoted(word))).join(' ')
}

/** Puts a text in single quotes, as every shell reads it. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
