/**
 * Writes what somebody else chose, such as the name of a variable, so that it means nothing to Markdown, to HTML, to a shell and to
 * the runner.
 */

/** Writes a JSON string of ASCII alone, in which every character that means something anywhere is escaped. */
export function jsonText(text) {
  const escaped = unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return `"${text.replace(/[^\w .:/-]/g, escaped)}"`
}

/** Writes a JSON string for a sentence, in which no character is a line break, or changes how others are shown. */
export function quoted(text) {
  const escaped = character =>
    Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
      .map(unit => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join('')
  return JSON.stringify(text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped)
}

/** Writes a name as it is if it is a plain word or path, and any other as a JSON string. */
export function nameText(name, plain = /^\w+(?:\.\w+(?:\/\w+)*)?$/) {
  return plain.test(name) ? name : jsonText(name)
}

/** Writes a name in a code span, within which Markdown finds no link, no mention and no HTML. */
export function code(name, plain) {
  return `\`${nameText(`${name}`, plain)}\``
}

/** Fences lines, by more tildes than they have in a row. Half a character has no form in UTF-8: a file and JSON would differ. */
export function fenced(text, language = 'text') {
  const longest = Math.max(2, ...Array.from(text.matchAll(/~+/g), ([run]) => run.length))
  const fence = '~'.repeat(longest + 1)
  return `${fence}${language}\n${text.toWellFormed()}\n${fence}`
}

/** Cuts a text between two characters. */
export function cut(text, length) {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
