import { isObject, memberOf } from '../text/member.js'
import type { LogStreamEvent, LogStreamTopic } from './events.js'

/** Returns the event type of a topic. */
export type EventOf<Topic extends LogStreamTopic> = Extract<LogStreamEvent, { topic: Topic }>

/** Lists the members of a sample to change. Of an object that each event has, such as `usage`, name only some. */
export type SampleFields<Topic extends LogStreamTopic> = {
  readonly [Name in keyof EventOf<Topic> as Exclude<Name, 'topic'>]?: Name extends Merged
    ? Partial<EventOf<Topic>[Name]>
    : EventOf<Topic>[Name]
}

/** The members whose members are changed one by one. Any other is replaced as a whole. */
const MERGED = [
  'convex',
  'function',
  'usage',
  'query',
  'mutation',
  'action',
  'node_action',
  'http_action',
] as const
type Merged = (typeof MERGED)[number]

/**
 * Creates a whole event of a topic, to test a receiver without a deployment. Each call returns a new, equal event. Changing
 * one member does not adapt the others: give a failure its `error_message`, too.
 *
 * Members inside `convex`, `function`, `usage` and the counts of `concurrency_stats` are changed one by one. Any other
 * member is replaced as a whole.
 *
 * @param fields the members to change
 * @throws {TypeError} if there is no such topic
 * @example
 * const event = sampleEvent('function_execution', { status: 'failure', usage: { database_read_bytes: 4096 } })
 * const body = JSON.stringify([event])
 */
export function sampleEvent<Topic extends LogStreamTopic>(
  topic: Topic,
  fields?: SampleFields<Topic>,
): EventOf<Topic>
export function sampleEvent(topic: LogStreamTopic, fields: object = {}): LogStreamEvent {
  const all = samples()
  if (!Object.hasOwn(all, topic))
    throw new TypeError(`There is no sample of this topic. Use one of: ${Object.keys(all).join(', ')}.`)
  const sample = all[topic]
  const changed = Object.entries(fields)
    .filter(([name]) => name !== 'topic')
    .map(([name, value]) => [name, isMerged(name) ? merged(memberOf(sample, name), value) : value])
  return { ...sample, ...Object.fromEntries(changed) }
}

function isMerged(name: string): boolean {
  return MERGED.some(merged => merged === name)
}

function merged(sample: unknown, fields: unknown): unknown {
  return isObject(sample) && isObject(fields) ? { ...sample, ...fields } : fields
}

/** Returns an event of each topic. A function, so that a caller who changes an event changes that one alone. */
function samples(): { readonly [Topic in LogStreamTopic]: EventOf<Topic> } {
  const timestamp = Date.UTC(2026, 0, 1)
  const convex = {
    deployment_name: 'happy-otter-123',
    deployment_type: 'prod',
    deployment_ref: 'production',
    project_name: 'Chat',
    project_slug: 'chat',
    deployment_region: 'aws-us-east-1',
  }
  const mutation = {
    path: 'messages:send',
    type: 'mutation',
    cached: null,
    request_id: '5f0c1d9be27a4863',
    mutation_queue_length: 0,
    mutation_retry_count: 0,
  }
  return {
    verification: { topic: 'verification', timestamp, convex, message: 'Convex connection test' },
    console: {
      topic: 'console',
      timestamp,
      convex,
      function: mutation,
      log_level: 'LOG',
      message: "'Message sent'",
      is_truncated: false,
      system_code: null,
    },
    function_execution: {
      topic: 'function_execution',
      timestamp,
      convex,
      function: mutation,
      execution_time_ms: 18,
      user_execution_time_ms: 7,
      status: 'success',
      error_message: null,
      occ_info: null,
      will_retry: false,
      scheduler_info: null,
      run_reason: 'webSocket',
      usage: {
        database_read_bytes: 1024,
        database_write_bytes: 512,
        database_io_read_bytes: 4096,
        database_io_write_bytes: 8192,
        database_read_documents: 2,
        database_write_documents: 1,
        file_storage_read_bytes: 0,
        file_storage_write_bytes: 0,
        vector_storage_read_bytes: 0,
        vector_storage_write_bytes: 0,
        text_search_query_bytes: 0,
        text_search_write_query_bytes: 0,
        vector_search_query_bytes: 0,
        vector_search_write_query_bytes: 0,
        network_egress_bytes: 0,
        memory_used_mb: 64,
        action_memory_used_mb: null,
        audit_log_egress_bytes: 0,
        function_args_bytes: 48,
        function_returns_bytes: 34,
      },
    },
    audit_log: {
      topic: 'audit_log',
      timestamp,
      convex,
      audit_log_action: 'update_environment_variable',
      audit_log_metadata: '{"variable_name":"LOG_LEVEL"}',
    },
    scheduler_stats: { topic: 'scheduler_stats', timestamp, convex, lag_seconds: 0, num_running_jobs: 1 },
    scheduled_job_lag: { topic: 'scheduled_job_lag', timestamp, convex, lag_seconds: 2 },
    current_storage_usage: {
      topic: 'current_storage_usage',
      timestamp,
      convex,
      total_document_size_bytes: 25_600_000,
      total_index_size_bytes: 6_400_000,
      total_vector_storage_bytes: 0,
      total_text_storage_bytes: 1_600_000,
      total_file_storage_bytes: 400_000_000,
      total_backup_storage_bytes: 100_000_000,
      total_system_table_document_size_bytes: { _scheduled_functions: 12_000, _storage: 48_000 },
    },
    concurrency_stats: {
      topic: 'concurrency_stats',
      timestamp,
      convex,
      query: { num_running: 6, num_queued: 0 },
      mutation: { num_running: 2, num_queued: 1 },
      action: { num_running: 1, num_queued: 0 },
      node_action: { num_running: 0, num_queued: 0 },
      http_action: { num_running: 3, num_queued: 0 },
    },
    storage_api_bandwidth: {
      topic: 'storage_api_bandwidth',
      timestamp,
      convex,
      storage_id: 'kg25w9tqz1f3n7x0c4v8b6m2hj5d9rsa',
      egress_bytes: 65_536,
    },
    log_stream_egress: { topic: 'log_stream_egress', timestamp, convex, egress_bytes: 2048 },
    custom_audit: { topic: 'custom_audit', timestamp, convex, body: { action: 'invite', member: 'user_1' } },
    ai_gateway_usage: { topic: 'ai_gateway_usage', timestamp, convex },
  }
}
