/** Compile-only: events of log streams narrow by their topic, and an unknown topic is what a `default` is left with. */
import { expectTypeOf } from 'vitest'
import type {
  AiGatewayUsageEvent,
  AuditLogStreamEvent,
  ConcurrencyStatsEvent,
  ConsoleEvent,
  CurrentStorageUsageEvent,
  CustomAuditEvent,
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
} from '../../src/webhooks/events.js'

export function narrowsInASwitch(event: WebhookEvent): void {
  switch (event.topic) {
    case 'verification':
      expectTypeOf(event).toEqualTypeOf<VerificationEvent>()
      break
    case 'console':
      expectTypeOf(event).toEqualTypeOf<ConsoleEvent>()
      break
    case 'function_execution':
      expectTypeOf(event).toEqualTypeOf<FunctionExecutionEvent>()
      break
    case 'audit_log':
      expectTypeOf(event).toEqualTypeOf<AuditLogStreamEvent>()
      break
    case 'scheduler_stats':
      expectTypeOf(event).toEqualTypeOf<SchedulerStatsEvent>()
      break
    case 'scheduled_job_lag':
      expectTypeOf(event).toEqualTypeOf<ScheduledJobLagEvent>()
      break
    case 'current_storage_usage':
      expectTypeOf(event).toEqualTypeOf<CurrentStorageUsageEvent>()
      break
    case 'concurrency_stats':
      expectTypeOf(event).toEqualTypeOf<ConcurrencyStatsEvent>()
      break
    case 'storage_api_bandwidth':
      expectTypeOf(event).toEqualTypeOf<StorageApiBandwidthEvent>()
      break
    case 'log_stream_egress':
      expectTypeOf(event).toEqualTypeOf<LogStreamEgressEvent>()
      break
    case 'custom_audit':
      expectTypeOf(event).toEqualTypeOf<CustomAuditEvent>()
      break
    case 'ai_gateway_usage':
      expectTypeOf(event).toEqualTypeOf<AiGatewayUsageEvent>()
      break
    default: {
      expectTypeOf(event).toEqualTypeOf<UnknownLogStreamEvent>()
      expectTypeOf(event.newer_member).toEqualTypeOf<unknown>()
      const topic: string = event.topic
      if (topic === 'newer_topic') expectTypeOf(event.convex.deployment_name).toEqualTypeOf<string>()
    }
  }
}

export function narrowsInAnIf(event: WebhookEvent): void {
  if (event.topic === 'console' || event.topic === 'function_execution')
    expectTypeOf(event).toEqualTypeOf<ConsoleEvent | FunctionExecutionEvent>()
  // @ts-expect-error a topic that is misspelt
  if (event.topic === 'consol') return
  // @ts-expect-error a member of some topics only
  void event.function
  expectTypeOf(event.timestamp).toEqualTypeOf<number>()
}

expectTypeOf<LogStreamEvent['topic']>().toEqualTypeOf<LogStreamTopic>()
expectTypeOf<Extract<WebhookEvent, { topic: 'console' }>>().toEqualTypeOf<ConsoleEvent>()

// Amounts are exact, and times are plain numbers.
expectTypeOf<FunctionUsage['database_read_bytes']>().toEqualTypeOf<number | bigint>()
expectTypeOf<FunctionUsage['function_args_bytes']>().toEqualTypeOf<number | bigint | null | undefined>()
expectTypeOf<FunctionExecutionEvent['execution_time_ms']>().toEqualTypeOf<number>()
expectTypeOf<FunctionExecutionEvent['timestamp']>().toEqualTypeOf<number>()
expectTypeOf<CustomAuditEvent['body']>().toEqualTypeOf<unknown>()
