/** Writes a text so that each of its characters is written in a way that the next number chooses. */
export function encoded(text: string, choices: Iterator<number>): string {
  return Array.from(text, character => {
    const ways = waysOf(character)
    return ways[choices.next().value % ways.length] ?? character
  }).join('')
}

/** Returns a character raw, as JSON, behind a backslash, by its units, by its bytes; in either case. */
function waysOf(character: string): readonly string[] {
  const units = Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
  }).join('')
  const bytes = Array.from(Buffer.from(character), byte => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const inBothCases = [units, bytes].flatMap(written => [written, written.replace(/[a-f]/g, upper)])
  return [character, JSON.stringify(character).slice(1, -1), `\\${character}`, ...inBothCases]
}

function upper(letter: string): string {
  return letter.toUpperCase()
}
