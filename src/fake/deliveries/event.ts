import { placeOf } from '../deployment.js'
import { assertKnown } from '../faults.js'
import { writeJson } from '../lossless.js'
import { mayStreamCustomAudit } from '../plan.js'
import type { FakeAuditEvent, FakeLogStream, FakeState } from '../state.js'
import { allTopics, NOT_SUBSCRIBABLE } from '../topics.js'

/** An event of a log stream, without `convex`, which the fake adds. All other members are sent as they are. */
export interface FakeLogEvent {
  /** The topic, such as `console`. */
  readonly topic: string
  /** The time in milliseconds since the epoch. By default that of the fake's clock. */
  readonly timestamp?: number | undefined
}

/** An event as it is sent. It is written when it happens: what a test changes afterwards does not change it. */
export interface WrittenEvent {
  readonly topic: string
  readonly json: string
}

/**
 * Writes an event, with what a deployment says of itself.
 * @throws {TypeError} if the topic is unknown
 */
export function writeEvent(event: FakeLogEvent, state: FakeState, now: number): WrittenEvent {
  const { topic, timestamp = now, ...fields } = event
  assertKnown(topic, allTopics(), 'a topic')
  return { topic, json: writeJson({ timestamp, topic, ...fields, convex: metadata(state) }) }
}

/** Returns the event of the audit log as streams send it: its metadata is JSON in a text. */
export function auditEvent({ action, createTime, metadata }: FakeAuditEvent): FakeLogEvent {
  const fields = { audit_log_action: action, audit_log_metadata: writeJson(metadata) }
  return { topic: 'audit_log', timestamp: createTime, ...fields }
}

export const VERIFICATION = { topic: 'verification', message: 'Convex connection test' }

/** Returns a function that is true for the topics that a stream sends. Only a webhook sends any. */
export function topicFilter(
  { logStreamType, topics }: FakeLogStream['config'],
  state: FakeState,
): (topic: string) => boolean {
  const mayAudit = mayStreamCustomAudit(state)
  return topic => {
    if (logStreamType !== 'webhook') return false
    if (topic === VERIFICATION.topic) return true
    if (NOT_SUBSCRIBABLE.includes(topic) || (topic === 'custom_audit' && !mayAudit)) return false
    return Array.isArray(topics) ? topics.includes(topic) : topic !== 'custom_audit'
  }
}

/** Returns what every event says of its deployment. A self-hosted one knows its name only. */
function metadata(state: FakeState): object {
  const place = placeOf(state)
  return {
    deployment_name: state.name,
    deployment_type: place ? state.deploymentType : null,
    deployment_ref: place?.reference ?? null,
    project_name: place?.projectName ?? null,
    project_slug: place?.projectSlug ?? null,
    deployment_region: null,
  }
}
