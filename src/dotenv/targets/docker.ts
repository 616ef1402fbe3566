import { assembleLines, type Target, type Variable, type Written } from './target.js'

/** Lines as `docker run --env-file` reads them: raw, with quotes and outer white space as parts of the value. */
export const docker: Target = { write, assemble: assembleLines, readers: [readLines] }

/** The longest line that docker's scanner takes. */
const MAX_LINE_BYTES = 65_535

function write({ name, value }: Variable): Written {
  if (!/^(?!#)[!-<>-~]+$/.test(name)) {
    return { reason: 'Names for docker are ASCII without white space and `=`, and do not start with `#`.' }
  }
  if (/[\n\r]/.test(value))
    return { reason: 'The value has several lines or a carriage return; docker takes neither.' }
  if (value.includes('\0')) return { reason: 'The value holds a NUL character, which no environment keeps.' }
  const text = `${name}=${value}`
  const bytes = new TextEncoder().encode(text).length
  return bytes > MAX_LINE_BYTES
    ? { reason: 'The line is longer than the 65,535 bytes that docker takes.' }
    : { text }
}

function readLines(text: string): Variable[] {
  const lines = text.split('\n').filter(line => line !== '' && !line.startsWith('#'))
  return lines.map(line => {
    const equals = line.indexOf('=')
    return { name: line.slice(0, equals), value: line.slice(equals + 1) }
  })
}
