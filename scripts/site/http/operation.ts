import { describeSchema, typeOf } from '../schema/describe.js'
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
} from '../schema/schema.js'
import type { Section } from '../schema/sections.js'
import { type Document, nameOf, type Operation, resolve } from './document.js'

/** When a client may repeat a request, by the `x-retry` of its operation. */
const RETRIES: { readonly [retry: string]: string } = {
  always: 'Reads: may be repeated.',
  idempotent: 'Writes: a repetition ends in the same state.',
  once: 'Writes: not repeated if it may have taken effect.',
}

/** Writes the section of an operation. */
export function describeOperation(document: Document, operation: Operation, linkTo: LinkTo): Section {
  const { method, path, members } = operation
  const parts = [
    `\`\`\`http\n${method} ${basePath(document)}${path}\n\`\`\``,
    textOf(members, 'description'),
    facts(members),
    parameters(document, members, linkTo),
    body(members, linkTo),
    responses(document, members, linkTo),
  ]
  return { title: textOf(members, 'summary') || path, text: parts.filter(Boolean).join('\n\n') }
}

function basePath(document: Document): string {
  const [server] = listOf(document.members, 'servers')
  return textOf(server, 'url').replace(/^https?:\/\/[^/]+/, '')
}

function facts(members: Members): string {
  const codes = listOf(members, 'x-error-codes').map(code).join(', ')
  const audit = listOf(members, 'x-audit').map(code).join(', ')
  const gate = textOf(members, 'x-plan-gate')
  const permission = textOf(members, 'x-permission')
  const rows: [string, string][] = [
    ['Operation', code(textOf(members, 'operationId'))],
    ['Permission', permission && code(permission)],
    ['Repetition', RETRIES[textOf(members, 'x-retry')] ?? ''],
    ['Its own codes', codes],
    ['Without the plan', gate && `403 with ${code(gate)}`],
    ['Audit log', audit],
    ['Beta', members['x-beta'] === true ? 'Convex marks this operation as beta.' : ''],
  ]
  return rows
    .filter(([, text]) => text !== '')
    .map(([label, text]) => `- **${label}**: ${text}`)
    .join('\n')
}

function parameters(document: Document, members: Members, linkTo: LinkTo): string {
  const rows = listOf(members, 'parameters').map(each => {
    const parameter = resolve(document, each)
    const label = code(textOf(parameter, 'name')) + (parameter.required === true ? ' *required*' : '')
    return [
      label,
      textOf(parameter, 'in'),
      typeOf(parameter.schema, linkTo),
      textOf(parameter, 'description'),
    ]
  })
  return rows.length === 0 ? '' : `### Parameters\n\n${table(['Name', 'In', 'Type', 'Description'], rows)}`
}

function body(members: Members, linkTo: LinkTo): string {
  const schema = schemaOf(members.requestBody)
  return schema === undefined ? '' : `### Body\n\n${described(schema, linkTo)}`
}

/** Lists the answers that are the operation's own, and names those that it shares with others. */
function responses(document: Document, members: Members, linkTo: LinkTo): string {
  const own: string[][] = []
  const shared: string[] = []
  const examples: string[] = []
  for (const [status, response] of Object.entries(membersOf(members, 'responses'))) {
    const reference = textOf(response, '$ref')
    if (reference !== '') {
      shared.push(`[${status}](./#${nameOf(reference).toLowerCase()})`)
      continue
    }
    const schema = schemaOf(response)
    const resolved = resolve(document, response)
    examples.push(example(json(response).example))
    own.push([
      status,
      schema === undefined ? 'empty' : typeOf(schema, linkTo),
      textOf(resolved, 'description'),
    ])
  }
  const others = shared.length === 0 ? '' : `As for other operations: ${shared.join(', ')}.`
  return ['### Answers', own.length > 0 && table(['Status', 'Body', 'Description'], own), ...examples, others]
    .filter(Boolean)
    .join('\n\n')
}

function described(schema: Members, linkTo: LinkTo): string {
  return textOf(schema, '$ref') === ''
    ? describeSchema(schema, linkTo)
    : `${typeOf(schema, linkTo)}, as JSON.`
}

/** Returns the schema of a body in JSON. */
function schemaOf(value: unknown): Members | undefined {
  const { schema } = json(value)
  return isObject(schema) ? schema : undefined
}

function json(value: unknown): Members {
  return membersOf(membersOf(value, 'content'), 'application/json')
}
