/** Writes a text so that each of its characters is written in a way that the next number chooses. */
export function encoded(text: string, choices: Iterator<number>): string {
  return Array.from(text, character => {
    const ways = waysOf(character)
    return ways[choices.next().value % ways.length] ?? character
  }).join('')
}

const NAMED = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
] as const

/** Returns a character raw, as JSON once and twice, behind a backslash, by its units, by its bytes, as forms and HTML write it. */
function waysOf(character: string): readonly string[] {
  const units = Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
  }).join('')
  const bytes = Array.from(Buffer.from(character), byte => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const code = character.codePointAt(0) ?? 0
  const inBothCases = [units, bytes, `&#x${code.toString(16)};`].flatMap(written => [
    written,
    written.replace(/[a-f]/g, upper),
  ])
  const once = [JSON.stringify(character).slice(1, -1), units, `\\${character}`]
  const twice = once.map(form => JSON.stringify(form).slice(1, -1))
  const form = new URLSearchParams({ a: character }).toString().slice(2)
  const html = NAMED.filter(([plain]) => plain === character).map(([, written]) => written)
  const inForm = /\p{Surrogate}/u.test(character) ? [] : [form]
  return [
    ...[character, ...once, ...twice, `&#${code};`],
    ...[...inBothCases, ...inForm, ...html, ...(character === '\n' ? ['\r\n'] : [])],
  ]
}

function upper(letter: string): string {
  return letter.toUpperCase()
}
