import { receiveWebhook, signWebhook } from 'convex-deployment/webhooks'
import { compare, cpuTime } from './ratio.js'
import { milliseconds, type Row, ratioRow } from './row.js'

const SECRET = '0123456789abcdef0123456789abcdef'
const BATCHES = 200
const MOST = 4

const convex = {
  deployment_name: 'happy-otter-123',
  deployment_type: 'prod',
  deployment_ref: null,
  project_name: 'My project',
  project_slug: 'my-project',
  deployment_region: 'aws-us-east-1',
}
const called = {
  path: 'messages:list',
  type: 'query',
  cached: false,
  request_id: 'd6ab08e0e9a5c2a1',
  mutation_queue_length: null,
  mutation_retry_count: null,
}
const COUNTERS = [
  'database_io_read_bytes',
  'database_io_write_bytes',
  'database_read_bytes',
  'database_write_bytes',
  'database_read_documents',
  'database_write_documents',
  'file_storage_read_bytes',
  'file_storage_write_bytes',
  'text_search_query_bytes',
  'vector_search_query_bytes',
  'network_egress_bytes',
  'memory_used_mb',
]

/** Returns an event of a busy deployment: one execution in three, and the lines that it logs. */
function eventOf(number: number): object {
  const shared = { timestamp: 1_790_000_000_000 + number, convex, function: called }
  if (number % 3 > 0) {
    const line = { log_level: 'INFO', message: 'sent "hello" to 12 people '.repeat(4), is_truncated: false }
    return { ...shared, topic: 'console', ...line, system_code: null }
  }
  const usage = Object.fromEntries(COUNTERS.map((name, index) => [name, number * index]))
  return { ...shared, topic: 'function_execution', execution_time_ms: number, status: 'success', usage }
}

/** Measures receiving full batches, compared with nothing but parsing their text. */
export default async function measure(): Promise<Row[]> {
  const events = Array.from({ length: 128 }, (_, number) => JSON.stringify(eventOf(number)))
  const json = `[${events.join(',')}]`
  const jsonl = events.join('\n')
  return [
    await row('`json`', json, () => JSON.parse(json)),
    await row('`jsonl`', jsonl, () => jsonl.split('\n').map(line => JSON.parse(line))),
  ]
}

async function row(format: string, text: string, parse: () => unknown): Promise<Row> {
  const headers = { 'x-webhook-signature': await signWebhook(text, SECRET) }
  const body = new TextEncoder().encode(text)
  const receive = async () => {
    const { events } = await receiveWebhook({ headers, body }, { secrets: [SECRET] })
    if (events.length !== 128) throw new Error('Events are missing.')
  }
  const repeat = (work: () => unknown) => () =>
    cpuTime(async () => {
      for (let i = 0; i < BATCHES; i++) await work()
    })
  const costs = await compare({ ours: repeat(receive), native: repeat(parse) }, { rounds: 15, warmUp: 3 })
  return ratioRow(`receiving a full batch of ${format}`, {
    ours: milliseconds(costs.cost('ours') / BATCHES),
    reference: `\`JSON.parse\` alone: ${milliseconds(costs.cost('native') / BATCHES)}`,
    ratio: costs.ratio('ours', 'native'),
    limit: MOST,
  })
}
