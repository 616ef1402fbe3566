// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

/** A schema of a document, reduced to the keywords that validation reads. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema
  readonly items?: Schema
  readonly enum?: readonly (string | number | boolean | null)[]
  readonly const?: string | number | boolean | null
  readonly oneOf?: readonly Schema[]
  readonly discriminator?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly minLength?: number
  readonly pattern?: string
  readonly 'x-open'?: boolean
  readonly 'x-sensitive'?: boolean
  readonly 'x-unique'?: string | boolean
  readonly 'x-max-bytes'?: number
  readonly 'x-reserved-names'?: readonly string[]
}

/** What a document says of bodies: shared schemas by name, and each operation's request and 2xx response. */
export interface Schemas {
  readonly shared: { readonly [name: string]: Schema }
  readonly requests: { readonly [operationId: string]: Schema }
  readonly responses: { readonly [operationId: string]: Schema }
}

/** The bodies of `openapi/v1-beta.yaml`. */
export const v1Beta: Schemas = {
  "shared": {
    "EnvironmentVariable": {
      "type": "object",
      "x-reserved-names": [
        "CONVEX_CLOUD_URL",
        "CONVEX_SITE_URL"
      ],
      "required": [
        "name",
        "value"
      ],
      "properties": {
        "name": {
          "type": "string",
          "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
          "x-max-bytes": 256
        },
        "value": {
          "type": "string",
          "x-sensitive": true,
          "x-max-bytes": 8192
        }
      }
    }
  },
  "requests": {
    "updateEnvironmentVariables": {
      "type": "object",
      "required": [
        "changes"
      ],
      "properties": {
        "changes": {
          "type": "array",
          "x-unique": "name",
          "items": {
            "$ref": "EnvironmentVariable"
          }
        }
      }
    },
    "deleteEnvironmentVariables": {
      "type": "object",
      "required": [
        "names"
      ],
      "properties": {
        "names": {
          "type": "array",
          "x-unique": true,
          "items": {
            "type": "string",
            "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
            "x-max-bytes": 256
          }
        }
      }
    }
  },
  "responses": {
    "listEnvironmentVariables": {
      "type": "array",
      "items": {
        "$ref": "EnvironmentVariable"
      }
    }
  }
}
