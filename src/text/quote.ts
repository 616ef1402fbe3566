/** Returns a name that somebody else chose as a message shows it: a word as it is, any other as a JSON string. */
export function quote(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : printable(JSON.stringify(name))
}

/** Returns the start of a name that a caller chose. It may be a text that was pasted in its place, of any length. */
export function quoteStart(name: string): string {
  return printable(JSON.stringify(name.slice(0, 64)))
}

/** Returns names that somebody else chose as a message lists them. */
export function quoteAll(names: Iterable<string>): string {
  return Array.from(names, quote).join(', ')
}

/**
 * Returns a text of somebody else, such as a path, as a message shows it: as it is, except that control and format
 * characters, line breaks among them, are written as in JSON.
 */
export function printable(text: string): string {
  return text.replace(invisible(), escaped)
}

/** Returns a text of several lines in the same way: its line breaks and tabs stay. */
export function printableLines(text: string): string {
  return text.replace(invisible(), character => (/[\n\t]/.test(character) ? character : escaped(character)))
}

/**
 * Returns the expression that finds control and format characters. A literal would be compiled with its file, before anybody
 * needs it: its classes of Unicode are a fifteenth of what the import of this package runs.
 */
export function invisible(): RegExp {
  // Half of a surrogate pair is a character of its own here, as the expression reads Unicode.
  const pattern = '[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]'
  return new RegExp(pattern, 'gu')
}

/** Returns each unit of a text as JSON may write it. */
export function escaped(text: string): string {
  return text.replace(/./gs, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
