import { isObject } from '../text/member.js'
import { exportedFloat } from './data-sync/values.js'

/**
 * Returns JSON as a deployment writes documents: a `bigint` as an integer, a number inside a document always with a
 * fraction or an exponent, and a number that JSON does not have as a `$float` object.
 */
export function writeJson(value: unknown, inDocument = false): string {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number' && inDocument) return writeFloat(value)
  if (Array.isArray(value)) return `[${value.map(item => writeJson(item, inDocument)).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(
      ([name, member]) =>
        `${JSON.stringify(name)}:${writeJson(member, inDocument || (name === 'value' && isRevision(value)))}`,
    )
  return `{${members.join(',')}}`
}

function isRevision(value: Readonly<Record<string, unknown>>): boolean {
  return typeof value.ts === 'bigint'
}

function writeFloat(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  if (!Number.isFinite(value)) return JSON.stringify(exportedFloat(value))
  const text = String(value)
  return /[.e]/.test(text) ? text : `${text}.0`
}
