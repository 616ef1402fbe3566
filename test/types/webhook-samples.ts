/** Compile-only: a sample is an event of its topic, and its topic and its members cannot be misspelt. */
import { expectTypeOf } from 'vitest'
import type { ConsoleEvent, FunctionExecutionEvent, LogStreamEvent } from '../../src/webhooks/events.js'
import { type EventOf, type SampleFields, sampleEvent } from '../../src/webhooks/sample.js'

expectTypeOf(sampleEvent('console')).toEqualTypeOf<ConsoleEvent>()
expectTypeOf(sampleEvent('function_execution', { status: 'failure' })).toEqualTypeOf<FunctionExecutionEvent>()
expectTypeOf<EventOf<LogStreamEvent['topic']>>().toEqualTypeOf<LogStreamEvent>()
expectTypeOf<SampleFields<'console'>['function']>().toEqualTypeOf<
  Partial<ConsoleEvent['function']> | undefined
>()

export function refusesMistakes(): void {
  // @ts-expect-error a topic that is misspelt
  sampleEvent('consol')
  // @ts-expect-error a member that is misspelt
  sampleEvent('console', { mesage: 'a' })
  // @ts-expect-error a member of another topic
  sampleEvent('console', { egress_bytes: 1 })
  // @ts-expect-error a member of another type
  sampleEvent('console', { message: 1 })
  // @ts-expect-error the topic is no member to change
  sampleEvent('console', { topic: 'console' })
  // @ts-expect-error a member of the usage that is misspelt
  sampleEvent('function_execution', { usage: { database_read_byte: 1 } })
  // @ts-expect-error null for a member that is never null
  sampleEvent('function_execution', { usage: { database_read_bytes: null } })
}

export function takesAnyMemberOfAnUndocumentedTopic(): void {
  sampleEvent('ai_gateway_usage', { model: 'gpt', tokens: 12, convex: { deployment_name: 'calm-fox-7' } })
}
