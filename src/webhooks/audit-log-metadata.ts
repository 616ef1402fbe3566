import { isObject } from '../text/member.js'
import type { AuditLogStreamEvent } from './events.js'
import { parseExactly } from './json.js'

/**
 * Reads the details of a change, which an event of the audit log holds as JSON in a string. Integers that are no safe
 * `number` are `bigint`. Returns `undefined` if the string does not hold an object; never throws.
 * @example
 * if (event.topic === 'audit_log') console.log(event.audit_log_action, auditLogMetadata(event)?.variable_name)
 */
export function auditLogMetadata({
  audit_log_metadata,
}: Pick<AuditLogStreamEvent, 'audit_log_metadata'>): Readonly<Record<string, unknown>> | undefined {
  const metadata = parseExactly(audit_log_metadata)
  return isObject(metadata) ? metadata : undefined
}
