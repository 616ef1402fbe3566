import { parse } from 'dotenv16'

/** Whether dotenv 16 to 18 cannot hold a value without U+2028 and U+2029: a rule measured on all 111,111 strings. */
export function dotenvCannotHold(value: string): boolean {
  const escapesNeeded = hasLiteral(value) || (hasBare(value, '"') && value.includes('#'))
  if (value.includes('\r')) return escapesNeeded
  return hasBare(value, "'") && hasBare(value, '`') && /[\n#]/.test(value) && escapesNeeded
}

/** Whether no text exists in which dotenv and Node both read a value without U+2028 and U+2029, measured likewise. */
export function bothCannotHold(value: string): boolean {
  if (/[\r\0]/.test(value)) return true
  const unquotable = value.includes("'") && value.includes('`') && (value.includes('"') || hasLiteral(value))
  return unquotable && (/[\n#]/.test(value) || value.trim() !== value || /^['"`]/.test(value))
}

/** Whether the stringifier has to refuse a value, by the rules where they reach, else by trying every form. */
export function mustRefuse(value: string, target: 'portable' | 'dotenv'): boolean {
  if (/\p{Surrogate}/u.test(value)) return true
  const rule = target === 'dotenv' ? dotenvCannotHold : bothCannotHold
  if (!/[\u2028\u2029]/.test(value)) return rule(value)
  return target === 'dotenv'
    ? !dotenvReadsSomeForm(value)
    : rule(value) || (!isQuotable(value) && dotenvAlters(value))
}

function hasLiteral(value: string): boolean {
  return /\\[nr]/.test(value)
}

/** Whether a quote stands in a value without a backslash directly before it. */
function hasBare(value: string, quote: string): boolean {
  return new RegExp(`(?<!\\\\)${quote}`).test(value)
}

function isQuotable(value: string): boolean {
  return !value.includes("'") || !value.includes('`') || !(value.includes('"') || hasLiteral(value))
}

/** U+2028 and U+2029 start lines for dotenv, and it strips quotes around each line, even of an unquoted value. */
function dotenvAlters(value: string): boolean {
  return parse(`V=${value}\n`).V !== value
}

function dotenvReadsSomeForm(value: string): boolean {
  const escaped = value.replaceAll('\n', '\\n').replaceAll('\r', '\\r')
  const forms = [`'${value}'`, `\`${value}\``, `"${value}"`, `"${escaped}"`, value]
  return forms.some(form => parse(`V=${form}\n# '. ". \`.\nN1='#'\nN2="#"\nN3=\`#\`\n`).V === value)
}
