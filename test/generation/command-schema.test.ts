import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { commandSchema } from '../../scripts/generation/command-schema.js'
import type { Document } from '../../scripts/generation/documents.js'
import { pathTypes } from '../../scripts/generation/path-types.js'

const wire = document(
  'v1',
  `
  components:
    schemas:
      Stream:
        x-open: true
        oneOf: [{$ref: '#/components/schemas/Hook'}, {$ref: '#/components/schemas/Other'}]
        discriminator: {propertyName: kind}
      Hook:
        type: object
        required: [kind, url, secret]
        properties:
          kind: {type: string, const: hook}
          url: {type: string}
          secret: {type: string, x-sensitive: true}
          state: {type: string, enum: [on], x-open: true}
      Other:
        type: object
        required: [kind]
        properties: {kind: {type: string, const: other}}`,
)

const command = document(
  'command',
  `
  openapi: 3.1.0
  info: {title: Printed, version: 1.0.0, description: What is printed.}
  components:
    schemas:
      Results:
        type: object
        properties: {show: {$ref: '#/components/schemas/Show'}}
      Show:
        type: object
        required: [full, shown]
        properties:
          full: {$ref: 'v1.yaml#/components/schemas/Stream'}
          shown: {$ref: 'v1.yaml#/components/schemas/Stream', x-shown: true}
      Failure:
        type: object
        required: [error]
        properties: {error: {type: string}}`,
)

function document(api: string, yaml: string): Document {
  return {
    api,
    root: `openapi/${api}.yaml`,
    output: `generated/${api}.ts`,
    content: parse(yaml),
  }
}

describe('the schema of what the command prints', () => {
  const isOutput = new Ajv2020({ strict: true }).compile(commandSchema([wire, command]) ?? {})
  const HOOK = { kind: 'hook', url: 'u', secret: 's' }

  test.each([
    ['all that is described', { full: HOOK, shown: HOOK }],
    ['what is shown of another document, without its secret', { full: HOOK, shown: { kind: 'hook' } }],
    [
      'a kind, a member and a word that another document does not know yet',
      { full: { kind: 'new', x: 1 }, shown: { ...HOOK, x: 1, state: 'off' } },
    ],
    ['a failure in the place of the result', { error: 'e' }],
  ])('accepts %s', (_, show) => {
    expect(isOutput({ show })).toBe(true)
  })

  test.each([
    ['a member of its own that is not described', { show: { full: HOOK, shown: HOOK, x: 1 } }],
    ['a part where the whole is described', { show: { full: { kind: 'hook' }, shown: HOOK } }],
    ['a known kind of another form', { show: { full: { ...HOOK, url: 1 }, shown: HOOK } }],
    ['what is shown without its kind', { show: { full: HOOK, shown: {} } }],
    ['a failure with a result', { show: { error: 'e', full: HOOK } }],
    ['another command', { otter: { full: HOOK, shown: HOOK } }],
    ['no command', {}],
  ])('refuses %s', (_, output) => {
    expect(isOutput(output)).toBe(false)
  })

  test('is made of the document of the command alone', () => {
    expect(commandSchema([wire])).toBeUndefined()
    const elsewhere = {
      ...command,
      content: parse(JSON.stringify(command.content).replaceAll('v1.yaml', 'v9.yaml')),
    }
    expect(() => commandSchema([wire, elsewhere])).toThrow(
      'v9.yaml#/components/schemas/Stream: redocly.yaml lists no such document.',
    )
  })
})

test('a reference to another document is typed by the types of that, and by any members where some are left out', async () => {
  const types = await pathTypes({ ...command, immutable: true }, [wire, command])
  expect(types).toMatch(/readonly full: import\("\.\/v1\.js"\)\.components\["schemas"\]\["Stream"\];/)
  expect(types).toMatch(/readonly shown: \{\s+\[key: string\]: unknown;\s+\};/)
})
