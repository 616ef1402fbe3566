/** All topics of log streams, also those that can't be subscribed to. */
export const TOPICS: readonly string[] = [
  'verification',
  'console',
  'function_execution',
  'exception',
  'audit_log',
  'scheduler_stats',
  'scheduled_job_lag',
  'current_storage_usage',
  'concurrency_stats',
  'storage_api_bandwidth',
  'log_stream_egress',
  'custom_audit',
  'ai_gateway_usage',
]
