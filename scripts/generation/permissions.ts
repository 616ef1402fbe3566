import { type Document, operationsOf } from './documents.js'
import { literal } from './literal.js'

/** Returns `generated/permissions.ts`: all permissions, and the one that each operation demands. */
export function permissionTable(documents: readonly Document[]): string {
  const known = new Set(documents.flatMap(({ content }) => content['x-permissions'] ?? []))
  const demanded = documents.flatMap(document =>
    operationsOf(document).flatMap(({ id, operation }) => {
      const permission = operation['x-permission']
      return permission === undefined ? [] : [`  ${id}: ${literal(permission)},\n`]
    }),
  )
  return `/** The actions that a token can be allowed to perform. */
export const permissionNames = [
${Array.from(known, permission => `  ${literal(permission)},\n`).join('')}] as const

/** An action that a token can be allowed to perform. */
export type Permission = (typeof permissionNames)[number]

/** The permission that an operation demands. Any administrator may perform an operation that is not listed. */
export const permissions: { readonly [operationId: string]: Permission } = {
${demanded.join('')}}
`
}
