import { type Document, operationsOf } from './documents.js'

/** `generated/permissions.ts`: the permission that each operation demands, for the fake deployment. */
export function fakeTables(documents: readonly Document[]): string {
  const permissions = documents.flatMap(document =>
    operationsOf(document).flatMap(({ id, operation }) => {
      const permission = operation['x-permission']
      return typeof permission === 'string' ? [`  ${id}: '${permission}',\n`] : []
    }),
  )
  return `/** The permission that an operation demands; one that is not listed takes any administrator. */
export const permissions: { readonly [operationId: string]: string } = {
${permissions.join('')}}
`
}

/** `generated/served-document.ts`: the document that a fake deployment serves, as JSON. */
export function servedDocument(documents: readonly Document[]): string {
  const content = documents.find(({ api }) => api === 'v1')?.content
  return `/** \`openapi/v1.yaml\` as JSON text. */
export const servedDocument: string =
  ${JSON.stringify(JSON.stringify(content))}
`
}
