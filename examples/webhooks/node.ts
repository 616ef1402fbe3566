/**
 * Receives a log stream with Node alone, and prints what functions log.
 *
 *     WEBHOOK_SECRET=… PORT=8080 npx tsx node.ts
 */
import { createServer } from 'node:http'
import { receiveWebhook, WebhookError } from 'convex-deployment/webhooks'

const server = createServer(async (request, response) => {
  try {
    const { events } = await receiveWebhook(
      { headers: request.headers, body: request },
      { secrets: [process.env.WEBHOOK_SECRET] },
    )
    for (const event of events) if (event.topic === 'console') console.log(event.log_level, event.message)
    response.writeHead(204).end()
  } catch (error) {
    const refused = error instanceof WebhookError
    console.error(refused ? error.message : error)
    response.writeHead(refused ? error.status : 503).end()
  }
})

server.listen(Number(process.env.PORT ?? 8080), () => console.log('listening', server.address()))
