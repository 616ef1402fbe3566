/** Receives the log stream of another deployment, and stores what its functions log. */

import { httpRouter } from 'convex/server'
import { receiveWebhook, WebhookError } from 'convex-deployment/webhooks'
import { internal } from './_generated/api'
import { httpAction } from './_generated/server'

const http = httpRouter()

http.route({
  path: '/convex',
  method: 'POST',
  handler: httpAction(async (context, request) => {
    try {
      const { id, events } = await receiveWebhook(request, { secrets: [process.env.WEBHOOK_SECRET] })
      const lines = events
        .filter(event => event.topic === 'console')
        .map(({ convex, timestamp, message }) => ({
          deployment: convex.deployment_name,
          at: timestamp,
          message,
        }))
      await context.runMutation(internal.lines.store, { signature: id, lines })
      return new Response(null, { status: 204 })
    } catch (error) {
      const refused = error instanceof WebhookError
      console.error(refused ? error.message : error)
      return refused ? error.toResponse() : new Response(null, { status: 503 })
    }
  }),
})

export default http
