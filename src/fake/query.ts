import type { Schema } from '../schema/schema.js'
import { LARGEST_U64 } from './limits.js'
import { badRequest } from './refusal.js'

/** Throws if a query cannot be read: a parameter is missing, repeated or not a whole number. Unknown ones may be anything. */
export function checkQuery(query: URLSearchParams, schema: Schema | undefined): void {
  for (const [name, member] of Object.entries(schema?.properties ?? {})) {
    const [value, ...others] = query.getAll(name)
    if (others.length > 0) refuse(`duplicate field \`${name}\``)
    if (value === undefined && schema?.required?.includes(name)) refuse(`missing field \`${name}\``)
    if (value !== undefined && member.type === 'integer' && !isU64(value))
      refuse(`${name}: invalid digit found`)
  }
}

function isU64(text: string): boolean {
  return /^\+?\d+$/.test(text) && BigInt(text.replace('+', '')) <= LARGEST_U64
}

function refuse(problem: string): never {
  throw badRequest('BadQueryArgs', `The query could not be read: ${problem}.`)
}
