import type { Document } from './documents.js'
import { isObject } from './documents.js'
import { componentsOf, membersOf } from './schemas.js'

/** Returns `generated/error-codes.ts`: the codes that the documents' `Error` schemas list. */
export function errorCodes(documents: readonly Document[]): string {
  // A document with a table of its own is not in every bundle.
  const bundled = codesOf(documents.filter(({ operations }) => operations === undefined))
  const lines = codesOf(documents).map(code => `  | '${code}'\n`)
  return `/** A code of error answers that Convex is known to give. */
export type KnownCode =
${lines.join('')}
/** The codes that deployments are known to give. */
export const errorCodes: readonly KnownCode[] = [
${bundled.map(code => `  '${code}',\n`).join('')}]
`
}

function codesOf(documents: readonly Document[]): string[] {
  const codes = documents.flatMap(document => {
    const error = componentsOf(document, 'schemas').Error
    if (!isObject(error)) return []
    return membersOf(error, document).flatMap(([name, { enum: members }]) =>
      name === 'code' && Array.isArray(members) ? members : [],
    )
  })
  return [...new Set(codes)]
}
