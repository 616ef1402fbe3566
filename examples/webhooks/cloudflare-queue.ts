/**
 * Receives a log stream in a Cloudflare Worker: answers once the events are in a queue, and stores each once in a D1
 * database. The database needs `create table lines (id text primary key, at integer, message text)`.
 */
import type { D1Database, MessageBatch, Queue } from '@cloudflare/workers-types'
import { receiveWebhook, WebhookError, type WebhookEvent } from 'convex-deployment/webhooks'

interface Env {
  readonly WEBHOOK_SECRET: string
  readonly EVENTS: Queue<Message>
  readonly DB: D1Database
}

interface Message {
  /** The same for an event that is delivered again. */
  readonly id: string
  readonly event: WebhookEvent
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    try {
      const { id, events } = await receiveWebhook(request, { secrets: [env.WEBHOOK_SECRET] })
      // A message for each event, as a message holds 128 KB at most. `v8` keeps a bigint, which JSON has not.
      await Promise.all(
        events.map((event, index) => env.EVENTS.send({ id: `${id}/${index}`, event }, { contentType: 'v8' })),
      )
      return new Response(null, { status: 204 })
    } catch (error) {
      const refused = error instanceof WebhookError
      console.error(refused ? error.message : error)
      return refused ? error.toResponse() : new Response(null, { status: 503 })
    }
  },

  /** Stores a batch in one transaction. If it throws, the queue delivers the batch again. */
  async queue({ messages }: MessageBatch<Message>, env: Env): Promise<void> {
    const insert = env.DB.prepare('insert or ignore into lines values (?, ?, ?)')
    const rows = messages.flatMap(({ body: { id, event } }) =>
      event.topic === 'console' ? insert.bind(id, event.timestamp, event.message) : [],
    )
    if (rows.length > 0) await env.DB.batch(rows)
  },
}
