import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Document } from '../../scripts/generation/documents.js'
import { operationTable } from '../../scripts/generation/operation-table.js'

const sound = readFileSync('test/openapi/sound.yaml', 'utf8')

describe('generation refuses, naming the place,', () => {
  test.each([
    [
      'an operation without a retry class',
      operationTable,
      '      x-retry: once\n',
      '',
      'sound.yaml createThing x-retry: expected a string.',
    ],
    [
      'an operation without an id',
      operationTable,
      '      operationId: createThing\n',
      '',
      'sound.yaml post /create_thing operationId: expected a string.',
    ],
    [
      'an operation with two successes',
      operationTable,
      "'400': {",
      "'202': {",
      'sound.yaml createThing: expected exactly one 2xx response.',
    ],
    [
      'a keyword that validation does not know',
      operationTable,
      'example: box',
      'maxLength: 5',
      'sound.yaml createThing properties.name maxLength: validation does not know this keyword.',
    ],
    [
      'a keyword that validation does not know in a shared schema',
      operationTable,
      'Secret: {type: string',
      'Secret: {type: string, not: {const: abc}',
      'sound.yaml components.schemas.Secret not: validation does not know this keyword.',
    ],
    [
      'a schema that refers to itself',
      operationTable,
      'Secret: {type: string',
      "Secret: {type: array, items: {$ref: '#/components/schemas/Secret'}",
      'sound.yaml components.schemas.Secret: refers to itself, which validation does not know.',
    ],
    [
      'a reference to a schema that there is none of',
      operationTable,
      '#/components/schemas/Secret',
      '#/components/schemas/Secrets',
      'sound.yaml components.schemas.Secrets: expected an object.',
    ],
    [
      'a member whose name would be taken for that of an optional one',
      operationTable,
      'apiKey: {',
      'apiKey?: {',
      'A member is called apiKey?: a question mark says that it may be absent.',
    ],
  ])('%s', (_, generate, from, to, message) => {
    expect(sound.split(from)).toHaveLength(2)
    expect(() => generate([document(sound.replace(from, to))])).toThrow(message)
  })
})

function document(text: string): Document {
  return { api: 'sound', root: 'sound.yaml', output: 'generated/sound.ts', content: parse(text) }
}
