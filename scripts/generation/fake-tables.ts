import { type Document, operationsOf } from './documents.js'

/** `generated/permissions.ts`: the permission that each operation demands, for the fake deployment. */
export function fakeTables(documents: readonly Document[]): string {
  const permissions = documents.flatMap(document =>
    operationsOf(document).flatMap(({ id, operation }) => {
      const permission = operation['x-permission']
      return typeof permission === 'string' ? [`  ${id}: '${permission}',\n`] : []
    }),
  )
  return `/** The permission that an operation needs. An operation that is not listed takes any administrator. */
export const permissions = {
${permissions.join('')}} as const
`
}
