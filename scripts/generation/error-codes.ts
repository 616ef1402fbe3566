import type { Document } from './documents.js'
import { isObject } from './documents.js'
import { componentsOf, membersOf } from './schemas.js'

/** Returns `generated/error-codes.ts`: the codes that the documents' `Error` schemas list. */
export function errorCodes(documents: readonly Document[]): string {
  const codes = documents.flatMap(document => {
    const error = componentsOf(document, 'schemas').Error
    if (!isObject(error)) return []
    return membersOf(error, document).flatMap(([name, { enum: members }]) =>
      name === 'code' && Array.isArray(members) ? members : [],
    )
  })
  const lines = [...new Set(codes)].map(code => `  '${code}',\n`)
  return `/** The codes of error answers that deployments are known to give. */
export const errorCodes = [
${lines.join('')}] as const
`
}
