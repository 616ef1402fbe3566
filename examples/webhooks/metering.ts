/**
 * Meters the usage of customers, each with a deployment and a path of their own: a Hono app, which keeps a meter for
 * each customer in Postgres. PGlite stands for your database. Any other client works the same way.
 */
import { PGlite } from '@electric-sql/pglite'
import { createMeter, type MeterSnapshot, receiveWebhook, WebhookError } from 'convex-deployment/webhooks'
import { Hono } from 'hono'

const db = new PGlite(process.env.DATABASE_FOLDER)
await db.exec(`create table if not exists customers (
  id text primary key,
  deployment text not null,
  secrets text[] not null,
  rotating boolean not null default false,
  meter jsonb
)`)

interface Customer {
  readonly deployment: string
  readonly secrets: readonly string[]
  readonly rotating: boolean
  readonly meter: MeterSnapshot | null
}

const app = new Hono()

app.post('/convex/:customer', async context => {
  const id = context.req.param('customer')
  const { rows } = await db.query<Customer>('select * from customers where id = $1', [id])
  const [customer] = rows
  if (customer === undefined) return context.body(null, 404)

  const { secrets, deployment, rotating } = customer
  try {
    const delivery = await receiveWebhook(context.req.raw, { secrets, deployment })
    await db.transaction(async tx => {
      const locked = await tx.query<Customer>('select meter from customers where id = $1 for update', [id])
      const meter = createMeter({ by: 'deployment' })
      const snapshot = locked.rows[0]?.meter
      if (snapshot) meter.restore(snapshot)
      if (meter.add(delivery))
        await tx.query('update customers set meter = $2 where id = $1', [id, meter.snapshot()])
    })
    return context.body(null, 204)
  } catch (error) {
    const refused = error instanceof WebhookError
    console.error(id, refused ? error.message : error)
    // While a secret is replaced, the one that has signed may be on its way here.
    const isEarly = refused && error.status === 401 && rotating
    return refused && !isEarly ? error.toResponse() : context.body(null, 503)
  }
})

app.get('/usage/:customer', async context => {
  const id = context.req.param('customer')
  const { rows } = await db.query<Customer>('select meter from customers where id = $1', [id])
  const meter = createMeter({ by: 'deployment' })
  if (rows[0]?.meter) meter.restore(rows[0].meter)
  return context.json(Object.fromEntries(meter.totals()))
})

export { db }
export default app
