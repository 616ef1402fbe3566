import { type Document, isObject, type Json, object } from '../generation/documents.js'
import { comparableReducer } from '../generation/reduce.js'
import { resolve } from '../generation/schemas.js'
import { join, TYPES, type Way, waysToFit } from './ways.js'

/** The rules of a document for one place: an operation, a parameter, a body, or a part of one. */
export interface Place {
  /** The place around it, or an empty string for an operation. */
  readonly parent: string
  /** Set if the client writes the place and the deployment reads it. */
  readonly sent: boolean
  readonly required?: boolean
  /** Types, listed values and kinds, each with its type. Absent if the document does not limit them. */
  readonly allowed?: ReadonlyMap<string, string>
  readonly rules: ReadonlyMap<string, number>
  readonly open?: boolean
  readonly deprecated?: boolean
  /** The place of the fields of any other name. */
  readonly rest?: string
  /** Set if it is a kind of the union around it. */
  readonly kind?: boolean
}

const OUTERMOST = { parent: '', sent: true, rules: new Map() }
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** Returns the places of a document by names that are the same in every document. Each comes after its parent. */
export function placesOf(document: Document): Map<string, Place> {
  const { content, root } = document
  const places = new Map<string, Place>([['servers', { ...OUTERMOST, ...served(content) }]])
  const reduce = comparableReducer(document)
  for (const [name, schema] of isOfComponents(document) ? unusedSchemas(content) : []) {
    addSchema(places, name, reduce(schema, `${root} ${name}`), { parent: '', sent: false, rules: new Map() })
  }
  for (const [path, reference] of entries(content.paths)) {
    const item = resolve(reference, document)
    for (const [method, operation] of entries(item).filter(([one]) => METHODS.includes(one))) {
      const name = `${method.toUpperCase()} ${path.replace(/\{[^}]*\}/g, '{}')}`
      const resolved = (part: unknown) => resolve(object(part, `${root} ${name}`), document)
      const add = (place: string, schemas: readonly unknown[], required: boolean): void => {
        const anyOf = schemas.map(schema =>
          reduce(isObject(schema) ? schema : {}, `${root} ${name} ${place}`),
        )
        const around = { parent: name, sent: place !== 'response', rules: new Map(), required }
        addSchema(places, `${name} ${place}`, { anyOf }, around)
      }
      places.set(name, {
        ...OUTERMOST,
        deprecated: operation.deprecated === true,
        ...credentials(operation, content),
      })
      const body = resolved(operation.requestBody ?? {})
      const parameters = [item.parameters ?? [], operation.parameters ?? []].flat().map(resolved)
      for (const one of parameters) {
        const place = placeOf(one, path)
        if (place !== undefined) add(place, [one.schema ?? jsonOf(one)?.schema], one.required === true)
      }
      const json = jsonOf(body)
      if (json) add('request', [json.schema], body.required === true)
      const successes = entries(operation.responses).filter(([status]) => status.startsWith('2'))
      const answers = successes.map(([, response]) => jsonOf(resolved(response)))
      const read = answers.flatMap(answer => (answer ? [answer.schema] : []))
      if (read.length > 0) add('response', read, read.length === answers.length)
    }
  }
  return places
}

/** Returns true for a document of components alone, which describes what is read. */
export function isOfComponents({ content }: Document): boolean {
  return entries(content.paths).length === 0
}

/** Returns the schemas that nothing in a document refers to: all others are parts of these. */
function unusedSchemas(content: Json): [name: string, schema: Json][] {
  const text = JSON.stringify(content)
  const schemas = isObject(content.components) ? content.components.schemas : {}
  return entries(schemas).filter(([name]) => !text.includes(JSON.stringify(`#/components/schemas/${name}`)))
}

/** Reads the path of the first server's URL. Its origin may be literal or a variable. */
function served({ servers }: Json): Pick<Place, 'allowed'> {
  const [server] = [servers].flat().filter(isObject)
  const path = String(server?.url).replace(/^([a-z]+:)?\/\/[^/]*|^\{[^}]*\}|\/+$/gi, '') || '/'
  return server ? { allowed: new Map([[path, 'path']]) } : {}
}

/** Reads the credentials that an operation accepts, and where they go. */
function credentials(operation: Json, { components, security }: Json): Pick<Place, 'allowed'> {
  const schemes = new Map(entries(isObject(components) ? components.securitySchemes : {}))
  const ways = operation.security ?? security
  if (!Array.isArray(ways)) return {}
  const allowed = new Map<string, string>()
  for (const way of ways.length > 0 ? ways : [{}]) {
    const parts = Object.keys(way).map(name => {
      const { type, scheme, in: place, name: key } = schemes.get(name) ?? {}
      return [type ?? name, scheme, place, key].filter(Boolean).join(' ')
    })
    const credential = parts.sort().join(' with ') || 'any credential'
    // Each counts: of several kinds of token that go to one header, one alone may move.
    const alike = [...allowed.keys()].filter(token => token.startsWith(credential)).length
    allowed.set(alike === 0 ? credential : `${credential} (${alike + 1})`, 'credential')
  }
  return { allowed }
}

/** Returns the name of a parameter: its position in a path, a header in lower case unless OpenAPI ignores it. */
function placeOf(parameter: Json, path: string): string | undefined {
  const [where, name] = [String(parameter.in), String(parameter.name)]
  if (where === 'path') return `path ${path.split('{').findIndex(part => part.startsWith(`${name}}`))}`
  if (where !== 'header') return `${where} ${name}`
  return /^(accept|content-type|authorization)$/i.test(name) ? undefined : `header ${name.toLowerCase()}`
}

/** Finds the JSON among the media types of a body. */
function jsonOf({ content }: Json): Json | undefined {
  return entries(content).find(([type]) => /^application\/(.+\+)?json\b|^\*\/\*/i.test(type))?.[1]
}

function entries(value: unknown): [string, Json][] {
  return Object.entries(Object(value)).filter((entry): entry is [string, Json] => isObject(entry[1]))
}

/** The limits of depth and number of places: schemas may contain themselves. */
const DEEPEST = 10
const MOST = 5000

/** Adds the place of a schema and those inside of it, level by level. */
function addSchema(places: Map<string, Place>, name: string, schema: Json, around: Place): void {
  const queue = [{ path: name, ways: waysToFit(schema), place: around, depth: 0 }]
  for (const { path, ways, place, depth } of queue) {
    const [allowed, rules] = [new Map<string, string>(), new Map<string, number>()]
    places.set(path, { ...place, allowed, rules, open: ways.some(way => way.open) })
    const add = (part: string, inside: readonly Way[], more: Pick<Place, 'required' | 'kind'>): void => {
      const rest = `${path}${depth === 0 ? ' ' : ''}{}`
      const inner = { parent: path, sent: place.sent, rules, rest, ...more }
      const at = depth === 0 ? ` ${part.replace(/^\./, '')}` : part
      queue.push({ path: `${path}${at}`, ways: inside, place: inner, depth: depth + 1 })
    }
    for (const type of TYPES) {
      const alike = ways.filter(way => way.type === type)
      const kinds = place.kind ? [] : [...kindsOf(alike)]
      for (const [kind, some] of kinds) add(`(${kind})`, some, { kind: true })
      for (const [kind] of kinds) allowed.set(`kind ${kind}`, type)
      const whole = kinds.length > 0 ? undefined : join(alike)
      if (!whole) continue
      const parts = depth < DEEPEST && queue.length < MOST ? [...whole.parts] : []
      const said = parts.length > 0 || whole.rules.has('no other fields') || type === 'null'
      for (const token of whole.members ?? [said ? type : `any ${type}`]) allowed.set(token, type)
      for (const [rule, value] of whole.rules) if (!rule.startsWith('required ')) rules.set(rule, value)
      for (const [part, inside] of parts) {
        const printed = /^\.[\w$-]+$|^\W\W$/.test(part) ? part : `.${JSON.stringify(part.slice(1))}`
        add(printed, waysToFit(inside), { required: whole.rules.has(`required ${part}`) })
      }
    }
  }
}

/** Groups objects by the required field that distinguishes the most of them. */
function kindsOf(objects: readonly Way[]): ReadonlyMap<string, readonly Way[]> {
  const rules = [...(objects[0]?.rules.keys() ?? [])].filter(rule => rule.startsWith('required ')).sort()
  const groups = rules.map(rule => groupsBy(rule.replace('required ', ''), objects))
  const best = groups.reduce((a, b) => (b.size > a.size ? b : a), new Map<string, Way[]>())
  return objects.length > 1 && best.size < 2 ? new Map() : best
}

/** Groups objects by the one string that each holds in a field. */
function groupsBy(part: string, objects: readonly Way[]): Map<string, Way[]> {
  const groups = new Map<string, Way[]>()
  for (const one of objects) {
    const values = waysToFit(one.parts.get(part) ?? {}).flatMap(({ members }) => [...(members ?? [''])])
    if (values.length !== 1 || !values[0]?.startsWith('"')) return new Map()
    const kind = JSON.parse(values[0])
    groups.set(kind, [...(groups.get(kind) ?? []), one])
  }
  return groups
}
