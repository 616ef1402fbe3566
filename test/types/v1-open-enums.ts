/** Compile-only: enums that grow are open where they are read, and closed where they are sent. */
import { expectTypeOf } from 'vitest'
import type {
  ApiError,
  AuditLogEvent,
  CanonicalUrlDestination,
  CreateLogStream,
  CurrentUsage,
  DataSyncSelection,
  DeploymentInfo,
  ErrorCode,
  LogStream,
  UsageLimit,
  UsageLimitConfig,
} from '../../src/index.js'

/**
 * What a string type is to its user: `open` takes every string and still completes the member, which a union that has
 * collapsed into `string` would not.
 */
type As<Member extends string, Type> = [Member] extends [Extract<Type, Member>]
  ? string extends Type
    ? 'open'
    : 'closed'
  : 'without that member'

expectTypeOf<As<'a', 'a' | 'b'>>().toEqualTypeOf<'closed'>()
expectTypeOf<As<'a', 'a' | (string & {})>>().toEqualTypeOf<'open'>()
expectTypeOf<As<'a', 'a' | string>>().toEqualTypeOf<'without that member'>()

type Webhook = Extract<LogStream, { logStreamType: 'webhook' }>
type Datadog = Extract<LogStream, { logStreamType: 'datadog' }>
type Cloud = Extract<DeploymentInfo, { kind: 'cloud' }>
type Metric = CurrentUsage['metrics'][string]
type Topic<Stream extends { topics?: unknown }> =
  NonNullable<Stream['topics']> extends (infer Item)[] ? Item : never

expectTypeOf<As<'functionCalls', UsageLimit['metric']>>().toEqualTypeOf<'open'>()
expectTypeOf<As<'day', UsageLimit['window']>>().toEqualTypeOf<'open'>()
expectTypeOf<As<'disable', UsageLimit['limitType']>>().toEqualTypeOf<'open'>()
expectTypeOf<As<'GB-hours', Metric['unit']>>().toEqualTypeOf<'open'>()
expectTypeOf<As<'complete', CurrentUsage['seedStatus']>>().toEqualTypeOf<'open'>()
expectTypeOf<As<'pause_deployment', AuditLogEvent['action']>>().toEqualTypeOf<'open'>()
expectTypeOf<As<'preview', Cloud['deploymentType']>>().toEqualTypeOf<'open'>()
expectTypeOf<As<'US1_FED', Datadog['siteLocation']>>().toEqualTypeOf<'open'>()
expectTypeOf<As<'jsonl', Webhook['format']>>().toEqualTypeOf<'open'>()
expectTypeOf<As<'exception', Topic<Webhook>>>().toEqualTypeOf<'open'>()

type CreateWebhook = Extract<CreateLogStream, { logStreamType: 'webhook' }>
type CreateDatadog = Extract<CreateLogStream, { logStreamType: 'datadog' }>

expectTypeOf<As<'functionCalls', UsageLimitConfig['metric']>>().toEqualTypeOf<'closed'>()
expectTypeOf<As<'day', UsageLimitConfig['window']>>().toEqualTypeOf<'closed'>()
expectTypeOf<As<'disable', UsageLimitConfig['limitType']>>().toEqualTypeOf<'closed'>()
expectTypeOf<As<'US1_FED', CreateDatadog['siteLocation']>>().toEqualTypeOf<'closed'>()
expectTypeOf<As<'jsonl', CreateWebhook['format']>>().toEqualTypeOf<'closed'>()
expectTypeOf<As<'console', Topic<CreateWebhook>>>().toEqualTypeOf<'closed'>()
expectTypeOf<As<'exception', Topic<CreateWebhook>>>().toEqualTypeOf<'without that member'>()
expectTypeOf<As<'convexSite', CanonicalUrlDestination>>().toEqualTypeOf<'closed'>()
expectTypeOf<As<'included', DataSyncSelection['_other']>>().toEqualTypeOf<'closed'>()

// What is read cannot be sent back unseen: it may be newer than what this client may send.
export function sendBack(limit: UsageLimit): UsageLimitConfig {
  // @ts-expect-error `metric` may be any string here
  return limit
}

expectTypeOf<ApiError['code']>().toEqualTypeOf<ErrorCode | undefined>()
expectTypeOf<As<'OperationNotPermitted', ErrorCode>>().toEqualTypeOf<'open'>()
expectTypeOf<As<'LogStreamAlreadyExists', ErrorCode>>().toEqualTypeOf<'open'>()
expectTypeOf<As<'DataSyncCursorExpired', ErrorCode>>().toEqualTypeOf<'open'>()
expectTypeOf<As<'ExpiredInQueue', ErrorCode>>().toEqualTypeOf<'open'>()
expectTypeOf<As<'NoSuchCode', ErrorCode>>().toEqualTypeOf<'without that member'>()

export function codesAreCompared({ code }: ApiError): boolean {
  // @ts-expect-error a code is a string
  if (code === 404) return false
  return code === 'InvalidWebhookUrl' || code === 'SomethingNewer' || code === undefined
}
