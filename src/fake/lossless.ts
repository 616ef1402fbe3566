import { isObject } from '../text/member.js'
import { exportedFloat } from './data-sync/values.js'

/** A part of an answer that is written as JSON already. */
class Written {
  constructor(readonly json: string) {}
}

/** Returns JSON as a deployment writes its answers: a `bigint` as an integer. */
export function writeJson(value: unknown): string {
  return write(value, number => JSON.stringify(number))
}

/**
 * Writes a document for an answer, as a deployment does: a number always has a fraction or an exponent, and one that JSON
 * does not have is a `$float` object.
 */
export function writeDocument(value: unknown): object {
  return new Written(write(value, writeFloat))
}

function write(value: unknown, writeNumber: (number: number) => string): string {
  if (value instanceof Written) return value.json
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number') return writeNumber(value)
  if (Array.isArray(value)) return `[${value.map(item => write(item, writeNumber)).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `${JSON.stringify(name)}:${write(member, writeNumber)}`)
  return `{${members.join(',')}}`
}

function writeFloat(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  if (!Number.isFinite(value)) return JSON.stringify(exportedFloat(value))
  const text = String(value)
  return /[.e]/.test(text) ? text : `${text}.0`
}
