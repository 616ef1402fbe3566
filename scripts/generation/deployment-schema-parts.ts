import type { Json } from './documents.js'

export const KEEP = { $ref: '#/definitions/keep' }
export const NULL = { type: 'null' }

/** The sections that an override may have, too. */
export const SECTIONS: Json = {
  environmentFrom: {
    type: 'array',
    description: 'The sources whose variables are all set. `environment` goes over them.',
    items: { type: 'string', minLength: 1, description: 'The name of a source.' },
    uniqueItems: true,
  },
  environment: {
    type: 'object',
    description: 'The variables: the value of each, or its place. `null` removes one.',
    propertyNames: { $ref: '#/definitions/variableName' },
    additionalProperties: { $ref: '#/definitions/value' },
  },
  prune: {
    description: 'The names, with * and ?, in whose scope variables are removed that are not declared.',
    anyOf: [
      { $ref: '#/definitions/pattern' },
      { type: 'array', minItems: 1, items: { $ref: '#/definitions/pattern' } },
    ],
  },
  canonicalUrls: {
    type: 'object',
    description:
      "The URLs that the deployment's functions see as their own. `null` goes back to the default.",
    additionalProperties: false,
    properties: {
      convexCloud: {
        description: 'The URL for the API and clients.',
        anyOf: [{ $ref: '#/definitions/webUrl' }, NULL, KEEP],
      },
      convexSite: {
        description: 'The URL for HTTP actions.',
        anyOf: [{ $ref: '#/definitions/webUrl' }, NULL, KEEP],
      },
    },
  },
  usageLimits: {
    type: 'array',
    description: 'The usage limits, each by its metric, window and type. `limit: null` deletes one.',
    items: { $ref: '#/definitions/usageLimit' },
  },
  logStreams: {
    description: 'The log streams by kind. `null` deletes one.',
    $ref: '#/definitions/logStreams',
  },
  paused: {
    type: 'boolean',
    description: 'Pauses (`true`) or resumes (`false`) the deployment, in every apply.',
  },
}

/** Returns a form of a value: an object whose first member says which it is. */
export function form(description: string, properties: Json, required = Object.keys(properties)): Json {
  return { type: 'object', description, additionalProperties: false, properties, required }
}

const ENV = form('A variable of the environment of the command.', {
  env: { type: 'string', minLength: 1, description: 'The name of the variable.' },
})
const FILE = form('The whole of a file.', {
  file: { type: 'string', minLength: 1, description: 'The path of the file, within the folder of this one.' },
})
const FROM = {
  from: { type: 'string', minLength: 1, description: 'The name of the source.' },
  name: {
    type: 'string',
    minLength: 1,
    description: 'The name in the source. By default that of the variable.',
  },
}

export const VALUES: Json = {
  keep: form('It has to be there, whatever it is.', {
    keep: { const: true, description: 'Keeps it as it is.' },
  }),
  pattern: {
    type: 'string',
    pattern: '^[\\w*?]+$',
    description: 'A name, with * for any characters and ? for one.',
  },
  webUrl: { type: 'string', pattern: '^[Hh][Tt][Tt][Pp][Ss]?://\\S+$', description: 'An http or https URL.' },
  source: {
    description: 'A file, or a program that prints variables.',
    anyOf: [
      form('A file of variables: .env, or JSON if its name ends so.', {
        file: {
          type: 'string',
          minLength: 1,
          description: 'The path of the file, within the folder of this one.',
        },
      }),
      form(
        'A program that prints variables as .env or JSON. It runs only if the caller allows it.',
        {
          exec: {
            type: 'array',
            minItems: 1,
            description: 'The program and its arguments. No shell reads them.',
            items: { type: 'string', description: 'The program, or an argument.' },
          },
          env: {
            type: 'array',
            description: 'The variables of the environment that it gets, beside PATH, HOME and LANG.',
            items: { type: 'string', minLength: 1, description: 'The name of a variable.' },
          },
        },
        ['exec'],
      ),
    ],
  },
  value: {
    description: 'The value of a variable, or its place.',
    anyOf: [
      {
        type: 'string',
        description: 'The value. A text that looks like a reference is refused: see `value`.',
      },
      { type: 'null', description: 'Removes the variable.' },
      form('The same name in a source, or another one.', FROM, ['from']),
      ENV,
      FILE,
      form('A text that is taken as it is, also if it looks like a reference.', {
        value: { type: 'string', description: 'The text.' },
      }),
      KEEP,
      form('Random bytes in base64url, which are made once and never replaced.', {
        random: { type: 'integer', minimum: 16, maximum: 1024, description: 'The number of bytes.' },
      }),
      form('A private key, which is made once and never replaced, together with its public half.', {
        keyPair: { const: 'RS256', description: 'The algorithm: RSA, as Convex Auth reads it.' },
        jwks: {
          $ref: '#/definitions/variableName',
          description: 'The variable that gets the public key.',
        },
      }),
    ],
  },
  secret: {
    description: 'A secret, or its place.',
    anyOf: [
      { type: 'string', description: 'The secret itself.' },
      ENV,
      FILE,
      form('A name in a source.', FROM),
    ],
  },
}
