import { columns, type Line, styled } from '../terminal/line.js'

/** The members of an object, a line each. */
export function fields(value: object): Line[] {
  return columns(Object.entries(value).map(([name, member]) => [styled('bold', name), textOf(member)]))
}

/** A value in a line: plain text as it is, everything else as JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

/** A copy without its secret members, unless they are to be shown. */
export function withoutSecrets<Value extends object>(value: Value, shown: boolean): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, !shown && SECRET.test(name) ? HIDDEN : member]),
  )
}

const SECRET = /secret|apiKey|dsn/i
const HIDDEN = '(hidden: --show-values shows it)'
