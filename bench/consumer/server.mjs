// A deployment that lists variables, at once or after the milliseconds that a token ends with: `dev:otter|after-40`.
import { createServer } from 'node:http'

const variables = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`NAME_${i}`, `value ${i}`]))
const body = JSON.stringify({ environmentVariables: variables })

const server = createServer((request, response) => {
  const answer = () => response.writeHead(200, { 'content-type': 'application/json' }).end(body)
  const [, after] = /after-(\d+)$/.exec(request.headers.authorization ?? '') ?? []
  if (after === undefined) answer()
  else setTimeout(answer, Number(after))
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
