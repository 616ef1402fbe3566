import { v1, v1Beta } from '../../src/schema/contracts.js'
import type { Operation } from '../../src/schema/operation.js'
import type { Schema } from '../../src/schema/schema.js'
import { marksIn } from './markers.js'

const OPERATIONS: readonly [name: string, operation: Operation][] = Object.entries({
  v1: v1(),
  v1Beta: v1Beta(),
}).flatMap(([contract, operations]) =>
  Object.entries(operations).map(([id, operation]): [string, Operation] => [`${contract} ${id}`, operation]),
)

/** Every place of a request that a document marks as secret, such as `v1 createLogStream sentry/dsn`. */
export const PLACES: readonly string[] = OPERATIONS.flatMap(([name, { request = {} }]) =>
  secretPlaces(request, name),
).sort()

/** The places at which a request holds a planted secret. */
export function plantedPlaces({ method, url }: Request, body: string): string[] {
  if (body === '') return []
  const value: unknown = JSON.parse(body)
  const { pathname } = new URL(url)
  return OPERATIONS.filter(
    ([, operation]) => operation.method === method && matches(operation.path, pathname),
  )
    .flatMap(([name, { request = {} }]) => planted(request, value, name))
    .filter(place => PLACES.includes(place))
}

function matches(template: string, path: string): boolean {
  return new RegExp(`^/api/v1${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path)
}

function secretPlaces(schema: Schema, at: string): string[] {
  return [
    ...(schema['x-sensitive'] ? [at] : []),
    ...children(schema).flatMap(([name, child]) => secretPlaces(child, `${at}/${name}`)),
    ...variants(schema).flatMap(([kind, variant]) => secretPlaces(variant, `${at} ${kind}`)),
  ]
}

function planted(schema: Schema, value: unknown, at: string): string[] {
  if (typeof value === 'string') return marksIn(value).length > 0 ? [at] : []
  if (typeof value !== 'object' || value === null) return []
  const members = (name: string) => (name === '*' ? Object.values(value) : [Reflect.get(value, name)])
  return [
    ...children(schema).flatMap(([name, child]) =>
      members(name).flatMap(member => planted(child, member, `${at}/${name}`)),
    ),
    ...variants(schema)
      .filter(([kind]) => kind === String(Reflect.get(value, schema.discriminator ?? '')))
      .flatMap(([kind, variant]) => planted(variant, value, `${at} ${kind}`)),
  ]
}

/** The members of an object, and `*` for those of a list or a map. */
function children({
  properties = {},
  items,
  additionalProperties,
}: Schema): [name: string, schema: Schema][] {
  const every = items ?? additionalProperties
  return [...Object.entries(properties), ...(every ? Object.entries({ '*': every }) : [])]
}

/** What a schema may be, by the kind that tells it. */
function variants({ oneOf = [], discriminator = '' }: Schema): [kind: string, schema: Schema][] {
  return oneOf.map(variant => [String(variant.properties?.[discriminator]?.const), variant])
}
