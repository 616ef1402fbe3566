/**
 * Receives a log stream in an Express app, and prints what functions log.
 *
 *     WEBHOOK_SECRET=… PORT=8080 npx tsx express.ts
 */
import { receiveWebhook, WebhookError } from 'convex-deployment/webhooks'
import express from 'express'

const app = express()

// Before `express.json()`: the signature is over the raw bytes, and a parser does not keep them.
app.post('/convex', async (request, response) => {
  try {
    const { events } = await receiveWebhook(
      { headers: request.headers, body: request },
      { secrets: [process.env.WEBHOOK_SECRET] },
    )
    for (const event of events) if (event.topic === 'console') console.log(event.log_level, event.message)
    response.sendStatus(204)
  } catch (error) {
    const refused = error instanceof WebhookError
    console.error(refused ? error.message : error)
    response.status(refused ? error.status : 503).end()
  }
})

app.use(express.json())
app.post('/echo', (request, response) => {
  response.json(request.body)
})

const server = app.listen(Number(process.env.PORT ?? 8080), () => console.log('listening', server.address()))
