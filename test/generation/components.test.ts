import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Document, operationsOf } from '../../scripts/generation/documents.js'
import { errorCodes } from '../../scripts/generation/error-codes.js'
import { operationTable } from '../../scripts/generation/operation-table.js'
import { pathTypes } from '../../scripts/generation/path-types.js'
import { permissionTable } from '../../scripts/generation/permissions.js'

const sound: Document = {
  api: 'sound',
  root: 'sound.yaml',
  output: 'generated/sound.ts',
  content: parse(readFileSync('test/openapi/sound.yaml', 'utf8')),
}

describe('a document of components alone', () => {
  const events: Document = {
    api: 'my-events',
    root: 'events.yaml',
    output: 'generated/events.ts',
    content: parse(`
      openapi: 3.1.0
      components:
        schemas:
          Sent:
            type: object
            required: [bytes, ms]
            properties:
              bytes: {type: integer, x-bigint: large, description: How many.}
              last: {oneOf: [{$ref: '#/components/schemas/Large'}, {type: 'null'}], description: The last one.}
              ms: {type: integer, description: How long.}
          Large: {type: integer, x-bigint: large, description: A large one.}`),
  }

  test('adds nothing to the tables of operations, error codes and permissions', () => {
    expect(operationsOf(events)).toEqual([])
    for (const table of [operationTable, errorCodes, permissionTable])
      expect(table([sound, events])).toBe(table([sound]))
  })

  test('has types, in which a large integer may be a bigint', async () => {
    const types = await pathTypes(events)
    expect(types).toMatch(/^ *bytes: number \| bigint;$/m)
    expect(types).toMatch(/^ *last\?: components\["schemas"\]\["Large"\] \| null;$/m)
    expect(types).toMatch(/^ *ms: number;$/m)
    expect(types).toMatch(/^ *Large: number \| bigint;$/m)
  })
})
