import { forbidden } from './refusal.js'
import type { FakeState } from './state.js'

/*
 * A self-hosted deployment belongs to no team, and so has no plan: it streams logs and exports documents without one,
 * and keeps no audit log that could be read.
 */

type Deployment = Pick<FakeState, 'kind' | 'plan'>

/** Returns true if a deployment may send events to log streams. */
export function mayStreamLogs({ kind, plan }: Deployment): boolean {
  return kind === 'selfHosted' || plan.logStreaming
}

/** Returns true if log streams may have the events that the app writes itself into the audit log. */
export function mayStreamCustomAudit({ kind, plan }: Deployment): boolean {
  return kind === 'cloud' && plan.customAuditLogs
}

/** Returns the number of days that the audit log keeps: -1 for unlimited, `null` for no audit log. */
export function auditLogDays({ kind, plan }: Deployment): number | null {
  return kind === 'selfHosted' ? null : plan.auditLogRetentionDays
}

/** Throws if the plan has no log streams. */
export function demandLogStreams(deployment: Deployment): void {
  if (!mayStreamLogs(deployment)) throw forbidden('LogStreamingNotEnabled', 'The plan has no log streams.')
}

/** Throws if the plan has no streaming export, which data sync and the export to a bucket need. */
export function demandExport({ kind, plan }: Deployment): void {
  if (kind === 'selfHosted' || plan.streamingExport) return
  throw forbidden('StreamingExportNotEnabled', 'The plan has no streaming export.')
}
