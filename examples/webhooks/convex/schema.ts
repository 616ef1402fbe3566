import { defineSchema, defineTable } from 'convex/server'
import { v } from 'convex/values'

export default defineSchema({
  deliveries: defineTable({ signature: v.string() }).index('by_signature', ['signature']),
  lines: defineTable({ deployment: v.string(), at: v.number(), message: v.string() }),
})
