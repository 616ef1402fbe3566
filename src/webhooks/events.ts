import type { components } from '../../generated/log-stream.js'

type Schemas = components['schemas']

/** Tests a new or changed stream: Convex sends nothing else before the receiver accepts it. */
export type VerificationEvent = Schemas['VerificationEvent']

/** Reports a line that a function wrote with `console`. */
export type ConsoleEvent = Schemas['ConsoleEvent']

/** Reports a run of a function: its time, its end and its usage. */
export type FunctionExecutionEvent = Schemas['FunctionExecutionEvent']

/** Reports a change of the deployment. `auditLogMetadata` reads its details. */
export type AuditLogStreamEvent = Schemas['AuditLogStreamEvent']

/** Reports the state of the scheduler. */
export type SchedulerStatsEvent = Schemas['SchedulerStatsEvent']

/** Reports the lateness of a scheduled job. */
export type ScheduledJobLagEvent = Schemas['ScheduledJobLagEvent']

/** Reports the storage that the deployment uses, in bytes. */
export type CurrentStorageUsageEvent = Schemas['CurrentStorageUsageEvent']

/** Counts the functions that ran and waited at once, by their kind. */
export type ConcurrencyStatsEvent = Schemas['ConcurrencyStatsEvent']

/** Reports a download of a stored file from its URL. */
export type StorageApiBandwidthEvent = Schemas['StorageApiBandwidthEvent']

/** Reports the traffic of the log streams themselves. */
export type LogStreamEgressEvent = Schemas['LogStreamEgressEvent']

/** Holds an entry that a function wrote for an audit. A stream gets this topic only if it asks for it. */
export type CustomAuditEvent = Schemas['CustomAuditEvent']

/** Reports a use of the AI gateway, in members that Convex does not document. */
export type AiGatewayUsageEvent = Schemas['AiGatewayUsageEvent']

/** Names the deployment that an event comes from, and its project. */
export type EventDeployment = Schemas['EventDeployment']

/** Names the function that an event is about, and its request. */
export type EventFunction = Schemas['EventFunction']

/** Lists the resources that a run of a function used. An older deployment leaves out what is optional here. */
export type FunctionUsage = Schemas['FunctionUsage']

/** Unites the events that this version knows. Their `topic` tells them apart. */
export type LogStreamEvent = Schemas['LogStreamEvent']

/** Unites the topics that this version knows. */
export type LogStreamTopic = LogStreamEvent['topic']

/** Holds an event of a newer deployment, with a topic that this version does not know. */
export interface UnknownLogStreamEvent {
  /** The topic: any string that `LogStreamTopic` does not list. To compare it, assign it to a `string` first. */
  topic: UnknownTopic
  /** When the event was made, in whole milliseconds since the epoch. */
  timestamp: number
  /** The deployment that the event comes from. */
  convex: EventDeployment
  [member: string]: unknown
}

// Exists in types only. TypeScript has no type for all strings but some: after `case 'console'` a `string` would stay in
// the union, and with a `string & {}` in it nothing would narrow. A value of an enum is a string that equals no literal.
declare enum UnknownTopic {
  any = 'any other',
}

/**
 * Unites all events that a log stream may deliver. A `switch` over `topic` narrows it, and its `default` is left with
 * those of newer deployments.
 * @example
 * switch (event.topic) {
 *   case 'function_execution':
 *     return console.log(event.function.path, event.status)
 *   case 'console':
 *     return console.log(event.log_level, event.message)
 *   default:
 *     return undefined
 * }
 */
export type WebhookEvent = LogStreamEvent | UnknownLogStreamEvent
