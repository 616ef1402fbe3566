import { parseJson } from '../text/json.js'
import { parseLossless } from '../text/lossless-json.js'
import { isObject } from '../text/member.js'
import type { AuditLogStreamEvent } from './events.js'

/**
 * Reads the details of a change, which an event of the audit log holds as JSON in a string. Integers that are no safe
 * `number` are `bigint`. Returns `undefined` if the string does not hold an object; never throws.
 * @example
 * if (event.topic === 'audit_log') console.log(event.audit_log_action, auditLogMetadata(event)?.variable_name)
 */
export function auditLogMetadata({
  audit_log_metadata,
}: Pick<AuditLogStreamEvent, 'audit_log_metadata'>): Readonly<Record<string, unknown>> | undefined {
  const metadata = parseJson(audit_log_metadata, text => withNumbers(parseLossless(text)))
  return isObject(metadata) ? metadata : undefined
}

/** Returns a value whose integers are numbers, as far as a number is exact. */
function withNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value
  if (Array.isArray(value)) return value.map(withNumbers)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withNumbers(member)]))
}
