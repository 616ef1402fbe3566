/**
 * Receives what a log stream of the kind `webhook` delivers: verifies it, reads its events, and meters their usage. It has no
 * dependencies and needs no Node API.
 *
 * @module convex-deployment/webhooks
 */

export { auditLogMetadata } from './audit-log-metadata.js'
export type { RawBody } from './body.js'
export { WebhookError } from './error.js'
export type {
  AiGatewayUsageEvent,
  AuditLogStreamEvent,
  ConcurrencyStatsEvent,
  ConsoleEvent,
  CurrentStorageUsageEvent,
  CustomAuditEvent,
  EventDeployment,
  EventFunction,
  FunctionExecutionEvent,
  FunctionUsage,
  LogStreamEgressEvent,
  LogStreamEvent,
  LogStreamTopic,
  ScheduledJobLagEvent,
  SchedulerStatsEvent,
  StorageApiBandwidthEvent,
  UnknownLogStreamEvent,
  VerificationEvent,
  WebhookEvent,
} from './events.js'
export { createMeter, type Meter, type MeteredUsage, type MeterOptions } from './meter.js'
export type { ReceiveOptions } from './options.js'
export { receiveWebhook, type WebhookDelivery, type WebhookRequest } from './receive.js'
export { type EventOf, type SampleFields, sampleEvent } from './sample.js'
export { signWebhook } from './signature.js'
export type { MeterSnapshot } from './snapshot.js'
export type { MeteredMetric } from './usage.js'
