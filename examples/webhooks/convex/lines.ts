import { v } from 'convex/values'
import { internalMutation } from './_generated/server'

const TWO_HOURS = 7_200_000

/** Stores the lines of a delivery once: a mutation is a transaction. */
export const store = internalMutation({
  args: {
    signature: v.string(),
    lines: v.array(v.object({ deployment: v.string(), at: v.number(), message: v.string() })),
  },
  handler: async ({ db }, { signature, lines }) => {
    const marked = db.query('deliveries').withIndex('by_signature', range => range.eq('signature', signature))
    if ((await marked.first()) !== null) return
    await db.insert('deliveries', { signature })
    for (const line of lines) await db.insert('lines', line)
  },
})

/** Forgets old deliveries: `crons.ts` calls it every five minutes. */
export const forget = internalMutation({
  args: {},
  handler: async ({ db }) => {
    const old = db
      .query('deliveries')
      .withIndex('by_creation_time', range => range.lt('_creationTime', Date.now() - TWO_HOURS))
    for (const { _id } of await old.take(4000)) await db.delete(_id)
  },
})
