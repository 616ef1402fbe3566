import { deploymentSchema } from '../../../generated/deployment-schema.js'
import type { JsonSchema } from '../../schema/json-schema.js'
import { nearest } from '../../text/nearest.js'
import { type Issue, type Member, memberPath, type Tree } from './yaml-tree.js'

/** Returns the problems of a file by its schema. */
export function shapeIssues(tree: Tree): Issue[] {
  return issuesOf(deploymentSchema, tree, '')
}

function issuesOf(given: JsonSchema, tree: Tree, path: string): Issue[] {
  const schema = resolved(given)
  const issue = (message: string): Issue[] => [{ at: tree.at, path, message }]
  if (schema.anyOf) return unionIssues(schema.anyOf.map(resolved), tree, path)
  if (!isOfType(schema, tree)) return issue(expected([schema], tree))
  if (tree.kind === 'map') return mapIssues(schema, tree.members, tree.at, path)
  if (tree.kind === 'list') {
    const { minItems = 0, maxItems = tree.items.length, items, uniqueItems } = schema
    if (tree.items.length < minItems) return issue(`must have at least ${minItems} item(s)`)
    if (tree.items.length > maxItems) return issue(`must have at most ${maxItems} items`)
    if (uniqueItems && new Set(tree.items.map(textOf)).size < tree.items.length)
      return issue('must not list anything twice')
    return tree.items.flatMap((item, index) => (items ? issuesOf(items, item, `${path}[${index}]`) : []))
  }
  const { value } = tree
  if (schema.const !== undefined && value !== schema.const)
    return issue(`must be ${JSON.stringify(schema.const)}`)
  if (schema.enum && !schema.enum.some(one => one === value)) {
    const meant = typeof value === 'string' ? nearest(value.slice(0, 64), schema.enum) : undefined
    return issue(`must be one of ${schema.enum.join(', ')}${meant ? `: did you mean ${meant}?` : ''}`)
  }
  const message =
    typeof value === 'string'
      ? textMessage(schema, value)
      : typeof value === 'number'
        ? numberMessage(schema, value)
        : undefined
  return message ? issue(message) : []
}

function mapIssues(schema: JsonSchema, members: readonly Member[], at: number, path: string): Issue[] {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema
  const missing = required.filter(name => !members.some(member => member.name === name))
  return [
    ...missing.map(name => ({ at, path: memberPath(path, name), message: 'is missing' })),
    ...members.flatMap(({ name, at: place, value }) => {
      const own = memberPath(path, name)
      const names = propertyNames ? textMessage(resolved(propertyNames), name) : undefined
      if (names) return [{ at: place, path: own, message: `has a name that ${names}` }]
      const member = Object.hasOwn(properties, name) ? properties[name] : additionalProperties
      if (member) return issuesOf(member, value, own)
      return [{ at: place, path: own, message: unknown(name, Object.keys(properties)) }]
    }),
  ]
}

function unknown(name: string, known: readonly string[]): string {
  const meant = nearest(name.slice(0, 64), known)
  return `is unknown: ${meant ? `did you mean \`${meant}\`?` : `known are ${known.join(', ')}`}`
}

/** Returns the problems with the form that fits best: one with a member that the value has, and with the fewest problems. */
function unionIssues(forms: readonly JsonSchema[], tree: Tree, path: string): Issue[] {
  const fitting = forms.filter(form => isOfType(form, tree))
  if (fitting.length === 0) return [{ at: tree.at, path, message: expected(forms, tree) }]
  const attempts = fitting.map(form => ({ form, issues: issuesOf(form, tree, path) }))
  const [best] = [...attempts].sort(
    (a, b) => shared(b.form, tree) - shared(a.form, tree) || a.issues.length - b.issues.length,
  )
  if (best === undefined || attempts.some(({ issues }) => issues.length === 0)) return []
  if (tree.kind !== 'map' || fitting.length === 1 || shared(best.form, tree) > 0) return best.issues
  const firsts = fitting.flatMap(({ properties = {} }) => Object.keys(properties))
  const [member] = tree.members
  if (member === undefined) return [{ at: tree.at, path, message: expected(forms, tree) }]
  return [
    {
      at: member.at,
      path: memberPath(path, member.name),
      message: unknown(member.name, [...new Set(firsts)]),
    },
  ]
}

/** Returns the number of members of a value that a form needs. */
function shared({ required = [] }: JsonSchema, tree: Tree): number {
  return tree.kind === 'map' ? tree.members.filter(({ name }) => required.includes(name)).length : 0
}

function resolved(schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.replace('#/definitions/', '')
  const target = name === undefined ? undefined : deploymentSchema.definitions?.[name]
  return target ? resolved(target) : schema
}

function isOfType({ type, const: constant }: JsonSchema, tree: Tree): boolean {
  const own = typeOf(tree)
  if (type === undefined) return constant === undefined || typeof constant === own
  return [type].flat().some(one => one === own || (one === 'integer' && own === 'number' && isInteger(tree)))
}

function typeOf(tree: Tree): string {
  if (tree.kind !== 'scalar') return tree.kind === 'map' ? 'object' : 'array'
  // What is left empty is mostly forgotten, and null removes.
  if (tree.value === null) return tree.isBlank ? 'blank' : 'null'
  return typeof tree.value
}

function isInteger(tree: Tree): boolean {
  return tree.kind === 'scalar' && Number.isInteger(tree.value)
}

/** Says what is expected, and what is there. */
function expected(forms: readonly JsonSchema[], tree: Tree): string {
  const words = forms.flatMap(form => {
    if (form.const !== undefined) return JSON.stringify(form.const)
    if (form.required && forms.length > 1) return `{ ${form.required.join(', ')} }`
    return [form.type ?? []].flat().map(type => WORDS[`${type}`] ?? `${type}`)
  })
  const own = typeOf(tree)
  const isQuotable =
    words.includes('a string') && !words.includes('a list') && ['number', 'boolean'].includes(own)
  const blank = own === 'blank' && words.includes('null') ? ': write null, or a value' : ''
  const list = words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : `${words[0]}`
  return `is ${FOUND[own] ?? own}, and must be ${list}${isQuotable ? ': quote it' : blank}`
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
}
const FOUND: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  array: 'a list',
  object: 'a map',
  blank: 'left empty',
}

function textMessage(
  { pattern, minLength = 0, maxLength = Infinity }: JsonSchema,
  value: string,
): string | undefined {
  const length = [...value].length
  if (length < minLength) return 'must not be empty'
  if (length > maxLength) return `must have at most ${maxLength} characters`
  return pattern !== undefined && !new RegExp(pattern, 'u').test(value) ? `must match ${pattern}` : undefined
}

function numberMessage(
  { minimum = -Infinity, maximum = Infinity }: JsonSchema,
  value: number,
): string | undefined {
  if (value < minimum) return `must be at least ${minimum}`
  return value > maximum ? `must be at most ${maximum}` : undefined
}

function textOf(tree: Tree): string {
  return tree.kind === 'scalar' ? JSON.stringify(tree.value) : JSON.stringify(tree)
}
