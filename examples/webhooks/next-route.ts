/** Receives a log stream in a route handler of Next.js: copy it to `app/api/convex/route.ts`. */
import { receiveWebhook, WebhookError } from 'convex-deployment/webhooks'

export async function POST(request: Request): Promise<Response> {
  try {
    const { events } = await receiveWebhook(request, { secrets: [process.env.WEBHOOK_SECRET] })
    for (const event of events) if (event.topic === 'console') console.log(event.log_level, event.message)
    return new Response(null, { status: 204 })
  } catch (error) {
    const refused = error instanceof WebhookError
    console.error(refused ? error.message : error)
    return refused ? error.toResponse() : new Response(null, { status: 503 })
  }
}
