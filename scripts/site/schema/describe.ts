import {
  code,
  example,
  isObject,
  type LinkTo,
  listOf,
  type Members,
  membersOf,
  table,
  textOf,
} from './schema.js'

/** Writes what a schema says of a value: its description, and a table of its members or a list of its kinds. */
export function describeSchema(schema: Members, linkTo: LinkTo): string {
  const rows = memberRows(schema, linkTo)
  const parts = [textOf(schema, 'description')]
  if (rows.length > 0) parts.push(table(['Member', 'Type', 'Description'], rows))
  else parts.push(`Type: ${typeOf(schema, linkTo)}.${sentence(limitsOf(schema))}`)
  if (schema['x-open'] === true)
    parts.push('Newer deployments may send values or kinds that are not listed here.')
  const [first = schema.example] = listOf(schema, 'examples')
  if (isObject(first)) parts.push(example(first))
  return parts.filter(Boolean).join('\n\n')
}

/** Returns a row for each member of an object, and for those of the objects within it, such as `usage.limit`. */
function memberRows(schema: Members, linkTo: LinkTo, path = ''): string[][] {
  const required = new Set(listOf(schema, 'required'))
  return Object.entries(membersOf(schema, 'properties')).flatMap(([name, member]) => {
    if (!isObject(member)) return []
    const inner = memberRows(member, linkTo, `${path}${name}.`)
    const description = [textOf(member, 'description'), limitsOf(member)].filter(Boolean).join(' ')
    const label = code(`${path}${name}`) + (required.has(name) ? ' *required*' : '')
    return [[label, inner.length > 0 ? 'object' : typeOf(member, linkTo), description], ...inner]
  })
}

/** Writes the type of a value in one line. */
export function typeOf(schema: unknown, linkTo: LinkTo): string {
  if (!isObject(schema)) return 'any value'
  const reference = textOf(schema, '$ref')
  if (reference !== '') return linkTo(reference)
  if ('const' in schema) return code(schema.const)
  const values = listOf(schema, 'enum')
  if (values.length > 0) return values.map(code).join(' or ')
  const kinds = [...listOf(schema, 'oneOf'), ...listOf(schema, 'anyOf'), ...branchesOf(schema)]
  if (kinds.length > 0) return [...new Set(kinds.map(kind => typeOf(kind, linkTo)))].join(' or ')
  const types = typeof schema.type === 'string' ? [schema.type] : listOf(schema, 'type').map(String)
  return types.map(type => typeByName(type, schema, linkTo)).join(' or ') || 'any value'
}

/** Returns what a value is if a condition does not hold, which is the rule, and what it is if it does. */
function branchesOf(schema: Members): unknown[] {
  return 'if' in schema ? [schema.else, schema.then] : []
}

function typeByName(type: string, schema: Members, linkTo: LinkTo): string {
  if (type === 'array') return `array of ${typeOf(schema.items, linkTo)}`
  if (type === 'object' && isObject(schema.additionalProperties)) {
    return `map to ${typeOf(schema.additionalProperties, linkTo)}`
  }
  return type
}

/** The keywords that bound a value, in words. */
const LIMITS: { readonly [keyword: string]: (value: unknown) => string } = {
  format: value => `Format ${code(value)}.`,
  pattern: value => `Pattern ${code(value)}.`,
  'x-pattern': value => `Pattern ${code(value)}.`,
  minimum: value => `At least ${value}.`,
  maximum: value => `At most ${value}.`,
  minLength: value => (value === 1 ? 'Not empty.' : `At least ${value} characters.`),
  maxLength: value => `At most ${value} characters.`,
  minItems: value => (value === 1 ? 'Not empty.' : `At least ${value} items.`),
  maxItems: value => `At most ${value} items.`,
  uniqueItems: () => 'No item twice.',
  default: value => `Default ${code(value)}.`,
  'x-max-bytes': value => `At most ${value} bytes of UTF-8.`,
  'x-sensitive': value => (value === true ? '**Secret.**' : ''),
  'x-bigint': () => 'May exceed 2⁵³: read as `bigint`.',
}

function limitsOf(schema: Members): string {
  const own = Object.entries(LIMITS).map(([keyword, say]) => (keyword in schema ? say(schema[keyword]) : ''))
  const items = schema.items
  const ofItems = isObject(items) && textOf(items, '$ref') === '' ? limitsOf(items) : ''
  return [...own, ofItems && `Items: ${ofItems}`].filter(Boolean).join(' ')
}

function sentence(text: string): string {
  return text === '' ? '' : ` ${text}`
}
