/** Takes the words of a command line apart, and puts them together for a shell. */

/** The word for this program in a command line, until it is known how it was called. */
export const US = 'convex-deployment'

/** Returns true for a word that has the form of a variable's name. It may still be a value. */
export function isName(word: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(word)
}

/** Returns the number of words before `--`, behind which another command line begins. */
export function endOfFlags(typed: readonly string[]): number {
  const end = typed.indexOf('--')
  return end === -1 ? typed.length : end
}

/**
 * Splits `--flag=value` into two words, so that an unknown flag is reported by its name alone.
 * @param bare the values of flags that may be alone
 */
export function splitFlags(
  typed: readonly string[],
  bare: ReadonlyMap<string, string> = new Map(),
): string[] {
  const end = endOfFlags(typed)
  const words = typed.slice(0, end).flatMap(word => {
    const value = bare.get(word)
    return value === undefined ? (/^(--[a-z-]+)=(.*)$/s.exec(word)?.slice(1) ?? [word]) : [word, value]
  })
  return [...words, ...typed.slice(end)]
}

/**
 * Adds a flag to a command line, before any `--`. The same flag is left out there, with its value, unless its values add up.
 * @param repeatable the flags whose values add up
 */
export function withMore(
  typed: readonly string[],
  more: readonly string[],
  repeatable: readonly string[] = [],
): string[] {
  const [flag = '', value] = more
  const end = endOfFlags(typed)
  const [before, behind] = [typed.slice(0, end), typed.slice(end)]
  if (value === undefined || repeatable.includes(flag)) return [...before, ...more, ...behind]
  const isThere = (word: string | undefined) => word === flag
  const kept = before.filter(
    (word, at) => !isThere(word) && !isThere(before[at - 1]) && !word.startsWith(`${flag}=`),
  )
  return [...kept, ...more, ...behind]
}

/**
 * Writes a command line for the platform's shell, with quotes where they are needed. Returns nothing if there is no way to
 * write it: cmd ends a line at a line break, quoted or not.
 */
export function commandLine(words: readonly string[], isWindows = false): string[] {
  if (!isWindows) return [words.map(word => (PLAIN.test(word) ? word : shellQuoted(word))).join(' ')]
  if (words.some(word => /[\n\r\0]/.test(word))) return []
  return [words.map(word => (PLAIN_IN_CMD.test(word) ? word : cmdQuoted(word))).join(' ')]
}

const PLAIN = /^[\w./:@%+,=-]+$/

/** Without a comma and `@`, which PowerShell reads as its own. */
const PLAIN_IN_CMD = /^[\w./:\\+-]+$/

/** Puts a text in single quotes, as every shell reads it. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/**
 * Puts a text in double quotes so that cmd reads it alike twice: the command is a batch file, which reads its line again. A quote
 * is doubled, so that all else stays between quotes. A percent sign is outside of them with a caret, so that no name of a
 * variable is between two of them. Backslashes before a quote count double for the program.
 */
function cmdQuoted(text: string): string {
  return `"${text.replace(/(\\*)(["%])/g, (_, slashes, sign) => slashes + slashes + (sign === '"' ? '""' : '"^%"')).replace(/\\+$/, '$&$&')}"`
}
