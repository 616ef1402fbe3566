/**
 * Reads command lines as Windows does, by what is documented: cmd by https://stackoverflow.com/a/4095133 (phases 1 and 2), and the
 * arguments of a program by https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments, with the rule
 * of its runtime since 2008 for two quotes in a row.
 */

/**
 * Reads a line that was pasted at cmd's prompt and names a batch file, as npm installs one for a command, which passes `%*` on.
 * Returns the arguments of the program behind it.
 * @throws {Error} if cmd would take part of the line for something else than arguments
 */
export function argumentsBehindBatchFile(line: string): string[] {
  const [, rest = ''] = /^\S+(?:\s(.*))?$/s.exec(unescaped(expanded(line))) ?? []
  // What takes the place of %* is not expanded again, but read again.
  return parseArguments(unescaped(rest))
}

/** Expands variables. Here there is a variable of every name, but for those with a quote, as no user has one. */
function expanded(line: string): string {
  if (/[\n\r\0]/.test(line)) throw new Error('The line ends early.')
  return line.replace(/%([^%"]+)%/g, 'EXPANDED')
}

/** Takes carets away, and ends at what joins commands or redirects, unless it is in quotes. */
function unescaped(line: string): string {
  let text = ''
  let quoted = false
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at)
    if (character === '"') quoted = !quoted
    if (character === '^' && !quoted) at += 1
    else if (/[&|<>()]/.test(character) && !quoted) throw new Error(`${character} is outside of quotes.`)
    text += line.charAt(at)
  }
  return text
}

/** Splits arguments as the C runtime of a program does. */
function parseArguments(text: string): string[] {
  const found: string[] = []
  let current: string | undefined
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (/[ \t]/.test(character) && !quoted) {
      if (current !== undefined) found.push(current)
      current = undefined
      continue
    }
    current ??= ''
    const [slashes = ''] = /^\\*/.exec(text.slice(at)) ?? []
    const quoteFollows = text.charAt(at + slashes.length) === '"'
    if (slashes !== '') {
      current += quoteFollows ? slashes.slice(0, slashes.length / 2) : slashes
      at += slashes.length - 1
      if (!quoteFollows || slashes.length % 2 === 0) continue
      current += '"'
      at += 1
    } else if (character !== '"') current += character
    else if (quoted && text.charAt(at + 1) === '"') {
      current += '"'
      at += 1
    } else quoted = !quoted
  }
  if (current !== undefined) found.push(current)
  return found
}
