import { v1 } from '../schema/contracts.js'
import type { Schema } from '../schema/schema.js'

/** The topics that exist, and that no stream can subscribe to: the test of a new stream, and what error trackers get. */
export const NOT_SUBSCRIBABLE: readonly string[] = ['verification', 'exception']

/** Returns the topics that log streams can subscribe to, in the order in which a deployment keeps them. */
export function subscribableTopics(): readonly string[] {
  const { oneOf = [] } = v1().createLogStream.request
  const words: readonly unknown[] = oneOf.find(isWebhook)?.properties?.topics?.items?.enum ?? []
  return words.map(String)
}

/** Returns all topics. */
export function allTopics(): readonly string[] {
  return [...NOT_SUBSCRIBABLE, ...subscribableTopics()]
}

/** Returns the schema of a stream with all topics: a rule refuses those without subscription, with a code of its own. */
export function withAllTopics(schema: Schema): Schema {
  return { ...schema, oneOf: (schema.oneOf ?? []).map(withTopics) }
}

function withTopics(variant: Schema): Schema {
  const { topics, ...others } = variant.properties ?? {}
  if (topics === undefined) return variant
  const all = { ...topics, items: { ...topics.items, enum: allTopics() } }
  return { ...variant, properties: { ...others, topics: all } }
}

function isWebhook({ properties }: Schema): boolean {
  return properties?.logStreamType?.const === 'webhook'
}
