/**
 * Stores what functions log in Postgres, each delivery once: a Hono app, which runs wherever `fetch` handlers do. PGlite
 * stands for your database. Any other client works the same way.
 */
import { PGlite } from '@electric-sql/pglite'
import { receiveWebhook, WebhookError } from 'convex-deployment/webhooks'
import { Hono } from 'hono'

const db = new PGlite(process.env.DATABASE_FOLDER)
await db.exec(`
  create table if not exists deliveries (id text primary key, received timestamptz not null default now());
  create table if not exists lines (deployment text, at timestamptz, message text);
`)

const app = new Hono()

app.post('/convex', async context => {
  const { id, events } = await receiveWebhook(context.req.raw, { secrets: [process.env.WEBHOOK_SECRET] })
  await db.transaction(async tx => {
    const marked = await tx.query('insert into deliveries (id) values ($1) on conflict do nothing', [id])
    if (marked.affectedRows === 0) return
    for (const event of events) {
      if (event.topic !== 'console') continue
      const { convex, timestamp, message } = event
      await tx.query('insert into lines values ($1, to_timestamp($2 / 1000.0), $3)', [
        convex.deployment_name,
        timestamp,
        message,
      ])
    }
    await tx.query(`delete from deliveries where received < now() - interval '2 hours'`)
  })
  return context.body(null, 204)
})

app.onError(error => {
  const refused = error instanceof WebhookError
  console.error(refused ? error.message : error)
  return refused ? error.toResponse() : new Response(null, { status: 503 })
})

export { db }
export default app
