import { form, KEEP, NULL, SECTIONS, VALUES } from './deployment-schema-parts.js'
import { type Document, isObject, type Json, object, text } from './documents.js'
import { literal } from './literal.js'
import { resolve } from './schemas.js'

/** The path of the published schema. */
export const SCHEMA_FILE = 'schema/deployment.schema.json'

/** Returns the JSON Schema of deployment files: what is written by hand below, and the settings of the document. */
export function deploymentSchema(documents: readonly Document[]): Json {
  const document = documents.find(({ api }) => api === 'v1')
  if (document === undefined) throw new Error('There is no document v1.')
  const component = (name: string) => resolve({ $ref: `#/components/schemas/${name}` }, document)
  const variable = object(component('EnvironmentVariableChange').properties, 'EnvironmentVariableChange')
  const name = object(variable.name, 'EnvironmentVariableChange.name')
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A deployment of Convex',
    description: 'A deployment as a file declares it, for `convex-deployment plan` and `apply`.',
    type: 'object',
    required: ['version'],
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'The path of this schema, for editors.' },
      version: { const: 1, description: 'The version of the format.' },
      expect: {
        type: 'string',
        pattern: '^[a-z][a-z0-9-]*$',
        description:
          'The deployment that this is for: its name, or its type (`dev`, `preview`, `prod` or `custom`). Another one is refused.',
      },
      sources: {
        type: 'object',
        description: 'The sources of values by name.',
        additionalProperties: { $ref: '#/definitions/source' },
      },
      ...SECTIONS,
      overrides: {
        type: 'object',
        description:
          'What is different on deployments of a type, or of a name, which goes over a type. Names in a section are merged, lists are replaced.',
        propertyNames: {
          pattern: '^(?:dev|preview|prod|custom|[a-z][a-z0-9-]*[0-9][a-z0-9-]*)$',
          description: 'A type of deployments, or the name of one.',
        },
        additionalProperties: { $ref: '#/definitions/override' },
      },
    },
    definitions: {
      override: {
        type: 'object',
        description: 'The sections that are different.',
        additionalProperties: false,
        properties: SECTIONS,
      },
      ...VALUES,
      variableName: {
        type: 'string',
        pattern: text(name.pattern, 'name.pattern'),
        maxLength: name['x-max-bytes'],
      },
      usageLimit: usageLimit(component('UsageLimitConfig'), document),
      logStreams: {
        type: 'object',
        additionalProperties: false,
        properties: logStreams(component('CreateLogStreamArgs'), document),
      },
    },
  }
}

function usageLimit(config: Json, document: Document): Json {
  const { limit, enabled, ...identity } = object(reduced(config, document).properties, 'UsageLimitConfig')
  const required = Object.keys(identity)
  const number = object(limit, 'UsageLimitConfig.limit')
  return {
    description: 'A usage limit.',
    anyOf: [
      form(
        'A limit that is set, or deleted by `null`.',
        { ...identity, limit: { ...number, type: ['integer', 'null'] }, enabled },
        [...required, 'limit'],
      ),
      form('A limit that has to be there, whatever it is.', {
        ...identity,
        keep: { const: true, description: 'Keeps it as it is.' },
      }),
    ],
  }
}

/** Returns the schema of each kind of log stream, as a new one is created. */
function logStreams(args: Json, document: Document): Json {
  const kinds = Array.isArray(args.oneOf) ? args.oneOf.filter(isObject) : []
  return Object.fromEntries(
    kinds.map(kind => {
      const { properties, required, ...rest } = reduced(resolve(kind, document), document)
      const { logStreamType, ...settings } = object(properties, 'a log stream')
      const names = Array.isArray(required) ? required.filter(name => name !== 'logStreamType') : []
      const settled = { ...rest, properties: settings, required: names }
      const type = object(logStreamType, 'logStreamType')
      return [
        text(type.const, 'logStreamType'),
        { description: rest.description, anyOf: [settled, NULL, KEEP] },
      ]
    }),
  )
}

/** Returns a schema of the document in the words of draft 7: without references, and strict about members. */
function reduced(schema: Json, document: Document): Json {
  const { type, description, properties, required, additionalProperties, items, oneOf, ...rest } = resolve(
    schema,
    document,
  )
  const about = schema.description ?? description
  if (rest['x-sensitive'])
    return { ...(about !== undefined && { description: about }), $ref: '#/definitions/secret' }
  const kept = ['const', 'enum', 'pattern', 'minimum', 'maximum', 'minItems', 'maxItems']
  return {
    ...(type !== undefined && { type }),
    ...(about !== undefined && { description: about }),
    ...Object.fromEntries(Object.entries(rest).filter(([keyword]) => kept.includes(keyword))),
    ...(isObject(properties) && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, member]) => [name, reduced(object(member, name), document)]),
      ),
      additionalProperties: false,
    }),
    ...(required !== undefined && { required }),
    ...(isObject(additionalProperties) && { additionalProperties: reduced(additionalProperties, document) }),
    ...(isObject(items) && { items: reduced(items, document) }),
    ...(Array.isArray(oneOf) && { anyOf: oneOf.filter(isObject).map(one => reduced(one, document)) }),
  }
}

/** Returns a module with a schema as the reader of deployment files has it. */
export function schemaModule(schema: Json): string {
  return [
    "import type { JsonSchema } from '../src/schema/json-schema.js'\n\n",
    `/** The schema of \`${SCHEMA_FILE}\`, without its descriptions. */\n`,
    `export const deploymentSchema: JsonSchema = ${literal(withoutWords(schema))}\n`,
  ].join('')
}

/** Returns a schema without what only a person reads. */
function withoutWords(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutWords)
  if (!isObject(schema)) return schema
  const { $schema: _, title: __, description: ___, ...rest } = schema
  return Object.fromEntries(
    Object.entries(rest).map(([keyword, value]) => [
      keyword,
      keyword === 'properties' || keyword === 'definitions' ? mapped(value) : withoutWords(value),
    ]),
  )
}

/** Of members, the names are kept, whatever they are. */
function mapped(members: unknown): unknown {
  return isObject(members)
    ? Object.fromEntries(Object.entries(members).map(([name, member]) => [name, withoutWords(member)]))
    : members
}
