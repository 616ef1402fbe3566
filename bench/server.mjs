// Serves a deployment with COUNT variables of SIZE characters: `node bench/server.mjs COUNT SIZE`. Prints its address.
import { createServer } from 'node:http'

const [count, size] = process.argv.slice(2).map(Number)
const variables = Object.fromEntries(Array.from({ length: count }, (_, i) => [`NAME_${i}`, 'x'.repeat(size)]))
const body = JSON.stringify({ environmentVariables: variables })

const server = createServer((_, response) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(body),
)
// A client that waits long for its turn must keep its connection.
server.keepAliveTimeout = 0
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
