import { parseEnv } from '../parse.js'
import { readLikeDotenv, readLikeNode } from '../read-back.js'
import { assembleLines, type Reader, type Target, type Written } from './target.js'

/** A .env file that dotenv and Node read alike. */
export const portable: Target = {
  write: ({ name, value }) => written(name, portableForm(value), portableReason(value)),
  assemble: assembleLines,
  readers: [readLikeDotenv, readLikeNode],
}

/** A .env file for readers that expand what a `$` begins, whatever the quotes, and drop a backslash before it. */
export const next: Target = {
  write: ({ name, value }) => written(name, nextForm(value), nextReason(value)),
  assemble: assembleLines,
  readers: [readLikeDotenv, readLikeNode].map(expanding),
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
  backslash:
    'The value ends with a backslash and needs quotes, behind which Bun reads on. ' +
    'The targets `json` and `shell` keep it.',
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

/** Returns the first form that dotenv and Node read back, if possible one that other readers read alike. */
function portableForm(value: string): string | undefined {
  const forms = portableForms(value)
  return forms.find(isReadAlike) ?? forms.find(isPlain) ?? forms[0]
}

/**
 * Returns a value as it is written in the place of another, and the comment that has to follow on a line of its own, if
 * one has to. Keeps the quotes of the other, if all readers read the value in them.
 */
export function formWithin(value: string, other: string): { text: string; guard: string } | undefined {
  const [, quote] = /^(['"`]).*\1$/s.exec(other) ?? []
  const alike = quote === undefined ? [] : [quote + value + quote]
  const forms = formsThatReadBack(value)
  const text = alike.find(form => forms.includes(form) && isReadAlike(form)) ?? portableForm(value)
  return text === undefined ? undefined : { text, guard: guardOf(text) }
}

function nextForm(value: string): string | undefined {
  return portableForms(value.replaceAll('$', '\\$')).find(form => !ENDS_ESCAPED.test(form))
}

/** A backslash before the closing quote, of which Bun makes an escaped quote: no comment behind it helps. */
const ENDS_ESCAPED = /^(['"`]).*\\\1$/s

/** Returns the forms that dotenv and Node read back. */
function portableForms(value: string): string[] {
  if (value.includes('\0')) return []
  return SAFE.test(value) ? [value] : formsThatReadBack(value)
}

function formsThatReadBack(value: string): string[] {
  const forms = [...QUOTES.map(quote => quote + value + quote), value]
  return forms.filter(form => readsBack(form, value, portable.readers))
}

/** Returns true for a form that is read alike by all, but for a `$`, which no form keeps from being expanded. */
function isReadAlike(form: string): boolean {
  const { problems, remarks } = parseEnv(`V=${form}`)
  return problems.length === 0 && remarks.every(({ kind }) => kind === 'expands')
}

function isPlain(form: string): boolean {
  return parseEnv(`V=${form}`).problems.length === 0
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

function guarded(form: string): string {
  const guard = guardOf(form)
  return guard === '' ? form : `${form}\n${guard}`
}

/**
 * Returns the comment to put after a form that ends with a backslash and a quote. dotenv reads these as an escaped quote
 * if a later quote can end the value, and loses the variables in between. At the comment's quote no value can end.
 */
function guardOf(form: string): string {
  const quote = /^(['"`]).*\\\1$/s.exec(form)?.[1]
  return quote === undefined ? '' : `# ${quote}.`
}

/** Returns a reader that drops the backslash before each `$`, once another has found the values. */
function expanding(read: Reader): Reader {
  return text => read(text).map(({ name, value }) => ({ name, value: value.replaceAll('\\$', '$') }))
}

function portableReason(value: string): string {
  if (value.includes('\0')) return REASONS.nul
  return value.includes('\r') ? REASONS.nodeReturn : REASONS.quotes
}

function nextReason(value: string): string {
  return value.endsWith('\\') ? REASONS.backslash : portableReason(value)
}

function dotenvReason(value: string): string {
  return value.includes('\r') ? REASONS.dotenvReturn : REASONS.quotes
}
