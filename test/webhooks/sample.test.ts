import { describe, expect, test } from 'vitest'
import { documentOfTypes } from '../../scripts/drift/published-types.js'
import type { LogStreamTopic } from '../../src/webhooks/events.js'
import { sampleEvent } from '../../src/webhooks/sample.js'
import { document, problemsOf } from './documented-events.js'

const { mapping } = document.components.schemas.LogStreamEvent.discriminator
const TOPICS = Object.keys(mapping).filter(isTopic)
const OFFICIAL = await documentOfTypes('node_modules/@convex-dev/platform/dist/generatedLogStreamApi.d.ts')

/** The topics that the official document lacks. */
const NEWER: readonly LogStreamTopic[] = ['concurrency_stats', 'log_stream_egress', 'ai_gateway_usage']

describe.each(TOPICS)('the sample of %s', topic => {
  test('is an event of that topic as the document describes it', () => {
    expect(sampleEvent(topic)).toMatchObject({ topic, convex: { deployment_name: 'happy-otter-123' } })
    expect(problemsOf(sampleEvent(topic))).toEqual([])
  })

  test('has every documented member', () => {
    expect(missingMembers(sampleEvent(topic), schemaOf(topic))).toEqual(
      ['console', 'function_execution'].includes(topic) ? ['function.component_path'] : [],
    )
  })

  test('is what the official document describes, if it has the topic', () => {
    const { components }: { components?: object } = OFFICIAL.content
    const fits = problemsOf(sampleEvent(topic), { components: components ?? {} }).length === 0
    expect(fits).toBe(!NEWER.includes(topic))
  })

  test('has no text and no list of members that is empty', () => {
    const empty = JSON.stringify(sampleEvent(topic)).match(/"[^"]*":(?:""|\{\})/g)
    expect(empty).toBeNull()
  })

  test('is equal at each call, and nobody else sees a change of it', () => {
    const first = sampleEvent(topic)
    const before = structuredClone(first)
    first.convex.deployment_name = 'other'
    first.timestamp = 0
    expect(sampleEvent(topic)).toEqual(before)
  })

  test('passes with members that a newer deployment sends', () => {
    const event = sampleEvent(topic)
    expect(problemsOf({ ...event, newer: 1, convex: { ...event.convex, newer: [] } })).toEqual([])
  })

  test('is refused by the document without its deployment, with another topic and with a text as its time', () => {
    const { convex, ...rest } = sampleEvent(topic)
    expect(problemsOf(rest)).not.toEqual([])
    expect(problemsOf({ ...rest, convex, topic: 'exception' })).not.toEqual([])
    expect(problemsOf({ ...rest, convex, timestamp: '0' })).toContain('/timestamp')
  })
})

describe('the members of a sample', () => {
  test('are changed one by one in its function, its usage and its deployment', () => {
    const { convex, function: source, usage, ...rest } = sampleEvent('function_execution')
    const changed = sampleEvent('function_execution', {
      status: 'failure',
      convex: { deployment_name: 'calm-fox-7' },
      function: { path: 'messages:list' },
      usage: { database_read_bytes: 2n ** 60n, function_args_bytes: null },
    })
    expect(changed).toEqual({
      ...rest,
      status: 'failure',
      convex: { ...convex, deployment_name: 'calm-fox-7' },
      function: { ...source, path: 'messages:list' },
      usage: { ...usage, database_read_bytes: 2n ** 60n, function_args_bytes: null },
    })
  })

  test('are changed one by one in the counts of functions', () => {
    const changed = sampleEvent('concurrency_stats', { node_action: { num_queued: 5 } })
    expect(changed.node_action).toEqual({ num_running: 0, num_queued: 5 })
  })

  test('are replaced as a whole anywhere else', () => {
    const tables = { total_system_table_document_size_bytes: { _crons: 1 } }
    expect(sampleEvent('current_storage_usage', tables)).toMatchObject(tables)
    expect(
      sampleEvent('current_storage_usage', tables).total_system_table_document_size_bytes,
    ).not.toHaveProperty('_storage')
    expect(sampleEvent('custom_audit', { body: { kind: 'login' } }).body).toEqual({ kind: 'login' })
    expect(sampleEvent('custom_audit', { body: 'login' }).body).toBe('login')
    const conflict = { occ_info: { table_name: 'messages' } }
    expect(sampleEvent('function_execution', conflict).occ_info).toEqual({ table_name: 'messages' })
  })

  test('can be more than the document has, of a topic with undocumented members', () => {
    expect(sampleEvent('ai_gateway_usage', { model: 'gpt' })).toMatchObject({ model: 'gpt' })
  })

  test('cannot change the topic', () => {
    const fields: object = { topic: 'verification' }
    expect(sampleEvent('ai_gateway_usage', fields).topic).toBe('ai_gateway_usage')
  })
})

test.each(['consol', 'exception', '__proto__'])('there is no sample of %s', topic => {
  expect(() => Reflect.apply(sampleEvent, undefined, [topic])).toThrow(
    new TypeError(`There is no sample of this topic. Use one of: ${TOPICS.join(', ')}.`),
  )
})

/** The compiler has the same topics: both come from the document. */
function isTopic(topic: string): topic is LogStreamTopic {
  return Object.hasOwn(mapping, topic)
}

interface Documented {
  readonly $ref?: string
  readonly properties?: { readonly [name: string]: Documented }
}

function schemaOf(topic: LogStreamTopic): Documented {
  return resolved({ $ref: mapping[topic] })
}

function resolved({ $ref, ...own }: Documented): Documented {
  return $ref === undefined ? own : document.components.schemas[$ref.split('/').at(-1) ?? '']
}

/** Returns the documented members that a value lacks, with those inside its members. */
function missingMembers(value: object, { properties = {} }: Documented): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    if (!Object.hasOwn(value, name)) return [name]
    const member: unknown = Reflect.get(value, name)
    if (typeof member !== 'object' || member === null) return []
    return missingMembers(member, resolved(schema)).map(inner => `${name}.${inner}`)
  })
}
