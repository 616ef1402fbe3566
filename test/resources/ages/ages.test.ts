import { expect, test } from 'vitest'
import type { Schema } from '../../../src/schema/schema.js'
import { V1 } from '../../support/calls.js'
import { deployment } from '../../support/deployment.js'
import { answering, json } from '../../support/recorder.js'
import { variationsOf } from '../../support/variations.js'
import { AGES, type Shape } from './shapes.js'

const ANYTHING: Schema = {
  oneOf: [{ type: 'null' }, { type: 'number' }, { type: 'string' }, { type: 'array' }, { type: 'object' }],
}

/** Writes a shape as a schema: the answers are made from that. */
function schemaOf(shape: Shape): Schema {
  if (shape === 'any') return ANYTHING
  if (shape === null) return { type: 'null' }
  if (typeof shape === 'string') return { type: shape }
  if (isList(shape)) return { type: 'array', items: schemaOf(shape[0]) }
  if (isUnion(shape)) {
    const kinds = Object.entries(shape.of)
    return { oneOf: kinds.map(([kind, members]) => objectOf(members, { [shape.by]: { const: kind } })) }
  }
  const { nullable } = shape
  return nullable === undefined ? objectOf(shape) : { oneOf: [{ type: 'null' }, schemaOf(nullable)] }
}

type Members = { readonly [key: string]: Shape }

function objectOf({ '*': rest, ...members }: Members, tag: Schema['properties'] = {}): Schema {
  const entries = Object.entries(members)
  const properties = entries.map(([key, shape]) => [key.replace('?', ''), schemaOf(shape)])
  return {
    type: 'object',
    required: [...Object.keys(tag), ...entries.flatMap(([key]) => (key.endsWith('?') ? [] : key))],
    properties: { ...tag, ...Object.fromEntries(properties) },
    ...(rest !== undefined && { additionalProperties: schemaOf(rest) }),
  }
}

function isList(shape: object): shape is readonly [Shape] {
  return Array.isArray(shape)
}

function isUnion(
  shape: object,
): shape is { readonly by: string; readonly of: { readonly [kind: string]: Members } } {
  return 'by' in shape
}

test.each(AGES)(
  'since %s: every answer of %s that the document allows is read',
  async (_, operation, shape) => {
    const [{ call }] = V1[operation].methods
    for (const [about, answer] of variationsOf(schemaOf(shape))) {
      const response = shape === null ? new Response(null) : json(answer)
      const { fetch } = answering(response)
      await expect(call(deployment({ fetch, retry: false })), about).resolves.not.toThrow()
    }
  },
)
