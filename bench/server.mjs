// Serves a deployment with COUNT variables of SIZE characters: `node bench/server.mjs COUNT SIZE`. Prints its address.
import { createServer } from 'node:http'

const [count, size] = process.argv.slice(2).map(Number)
const variables = Object.fromEntries(Array.from({ length: count }, (_, i) => [`NAME_${i}`, 'x'.repeat(size)]))
const limits = ['functionCalls', 'databaseIoGb', 'dataEgressGb'].map((metric, id) => {
  return { id: `${id}`, metric, window: 'day', limitType: 'warning', limit: 10, enabled: true }
})
const status = { type: 'active' }
const webhook = { url: 'https://logs.example.com/', format: 'jsonl', hmacSecret: 'c0ffee', topics: null }
const axiom = { datasetName: 'convex', attributes: [], ingestUrl: null, topics: null }
const answers = {
  list_environment_variables: { environmentVariables: variables },
  get_canonical_urls: {
    convexCloudUrl: 'https://api.example.com',
    convexSiteUrl: 'https://site.example.com',
  },
  list_usage_limits: { usageLimits: limits },
  list_log_streams: [
    { id: 'a', logStreamType: 'webhook', status, ...webhook },
    { id: 'b', logStreamType: 'axiom', status, ...axiom },
  ],
}
const bodies = Object.fromEntries(
  Object.entries(answers).map(([path, body]) => [`/api/v1/${path}`, JSON.stringify(body)]),
)

const server = createServer(({ url }, response) =>
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(bodies[url] ?? bodies['/api/v1/list_environment_variables']),
)
// A client that waits long for its turn must keep its connection.
server.keepAliveTimeout = 0
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
