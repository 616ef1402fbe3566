import { typeOf } from '../schema/describe.js'
import { code, isObject, type LinkTo, listOf, membersOf, table, textOf } from '../schema/schema.js'
import type { Document, Operation } from './document.js'

/** Writes the first page of a document: what it is, who may call it, its operations, and the answers that they share. */
export function overview(document: Document, places: ReadonlyMap<Operation, string>, linkTo: LinkTo): string {
  const { alias, title, members } = document
  const info = membersOf(members, 'info')
  const parts = [
    `# ${title}`,
    textOf(info, 'description'),
    `The document itself is [${alias}.yaml](/openapi/${alias}.yaml), and in the package.`,
    operations(places),
    servers(document),
    security(document),
    answers(document, linkTo),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function operations(places: ReadonlyMap<Operation, string>): string {
  const rows = [...places].map(([{ method, path, members }, place]) => [
    `[${textOf(members, 'summary')}](${place})`,
    code(`${method} ${path}`),
  ])
  return rows.length === 0 ? '' : `## Operations\n\n${table(['Operation', 'Request'], rows)}`
}

function servers({ members }: Document): string {
  const rows = listOf(members, 'servers').map(server => [
    code(textOf(server, 'url')),
    textOf(server, 'description'),
  ])
  return rows.length === 0 ? '' : `## Servers\n\n${table(['Address', 'Description'], rows)}`
}

function security({ members }: Document): string {
  const schemes = Object.entries(membersOf(membersOf(members, 'components'), 'securitySchemes'))
  const rows = schemes.map(([name, scheme]) => [code(name), textOf(scheme, 'description')])
  return rows.length === 0 ? '' : `## Authorization\n\n${table(['Scheme', 'Description'], rows)}`
}

function answers({ members }: Document, linkTo: LinkTo): string {
  const shared = Object.entries(membersOf(membersOf(members, 'components'), 'responses'))
  const sections = shared.map(([name, response]) => {
    const { schema } = membersOf(membersOf(response, 'content'), 'application/json')
    const body = isObject(schema) ? `\n\nBody: ${typeOf(schema, linkTo)}.` : ''
    return `### ${name}\n\n${textOf(response, 'description')}${body}`
  })
  return sections.length === 0 ? '' : ['## Answers that operations share', ...sections].join('\n\n')
}
