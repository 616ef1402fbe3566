import { readLikeDotenv, readLikeNode } from '../read-back.js'
import { assembleLines, type Reader, type Target, type Written } from './target.js'

/** A .env file that dotenv and Node read alike. */
export const portable: Target = {
  write: ({ name, value }) => written(name, portableForm(value), portableReason(value)),
  assemble: assembleLines,
  readers: [readLikeDotenv, readLikeNode],
}

/** A .env file for dotenv: as the portable one, with forms that only dotenv reads. */
export const dotenv: Target = {
  write: ({ name, value }) => written(name, portableForm(value) ?? dotenvForm(value), dotenvReason(value)),
  assemble: assembleLines,
  readers: [readLikeDotenv],
}

const NAME = /^[\w.-]+$/
const SAFE = /^[\w./:@%+,=-]+$/
const QUOTES = ["'", '"', '`']

const REASONS = {
  name: 'Names in a .env file are letters, digits, `_`, `.` and `-`. The target `json` takes any name.',
  lostName: 'dotenv loses a variable of this name. The target `json` keeps it.',
  nul: 'The value holds a NUL character, at which `node --env-file` cuts it. The target `json` keeps it.',
  nodeReturn: 'The value holds a carriage return, which Node drops. The targets `json` and `shell` keep it.',
  dotenvReturn:
    'The value holds a carriage return and a literal \\n or \\r, or `"` and `#`, and dotenv has no ' +
    'escape for them. The targets `json` and `shell` keep it.',
  quotes:
    'The value holds quotes and other characters of a kind that no quoting preserves. ' +
    'The targets `json` and `shell` keep it.',
}

function written(name: string, form: string | undefined, reason: string): Written {
  if (!NAME.test(name)) return { reason: REASONS.name }
  if (name === '__proto__') return { reason: REASONS.lostName }
  return form === undefined ? { reason } : { text: `${name}=${guarded(form)}` }
}

function portableForm(value: string): string | undefined {
  if (value.includes('\0')) return undefined
  if (SAFE.test(value)) return value
  const forms = [...QUOTES.map(quote => quote + value + quote), value]
  return forms.find(form => readsBack(form, value, portable.readers))
}

function dotenvForm(value: string): string | undefined {
  const escaped = value.replaceAll('\n', '\\n').replaceAll('\r', '\\r')
  const forms = [...QUOTES.map(quote => quote + value + quote), `"${escaped}"`]
  return forms.find(form => readsBack(form, value, dotenv.readers))
}

/** The worst text that can follow: for each quote, a variable that closes a value left open before it. */
const HOSTILE = QUOTES.map(quote => `N=${quote}#${quote}\n`).join('')

/** Returns true if all readers find the value and the unchanged variables after it. */
function readsBack(form: string, value: string, readers: readonly Reader[]): boolean {
  const expected = [value, '#', '#', '#']
  return readers.every(read => {
    const found = read(`V=${guarded(form)}\n${HOSTILE}`)
    return found.length === expected.length && found.every((one, index) => one.value === expected[index])
  })
}

/**
 * Adds a comment after a form that ends with a backslash and a quote. dotenv reads these as an escaped quote if a later
 * quote can end the value, and loses the variables in between. At the comment's quote no value can end.
 */
function guarded(form: string): string {
  const quote = /^(['"`]).*\\\1$/s.exec(form)?.[1]
  return quote === undefined ? form : `${form}\n# ${quote}.`
}

function portableReason(value: string): string {
  if (value.includes('\0')) return REASONS.nul
  return value.includes('\r') ? REASONS.nodeReturn : REASONS.quotes
}

function dotenvReason(value: string): string {
  return value.includes('\r') ? REASONS.dotenvReturn : REASONS.quotes
}
