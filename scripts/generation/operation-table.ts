import { type Document, identifier, operationsOf, text } from './documents.js'
import { jsonSchemaOf, successResponse } from './schema-table.js'

const PREAMBLE = `/** When an operation may be sent again: rule 2 of the design, from \`x-retry\`. */
export type Retry = 'always' | 'idempotent' | 'once'

/** One operation of a document, as the transport needs it. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly retry: Retry
  /** Its 2xx body holds integers beyond 2^53 (\`x-bigint\`). */
  readonly bigint?: true
}

/** Every operation id of the path types, each with a path and a method that they know for it. */
type Table<Paths, Operations> = {
  readonly [Id in keyof Operations]: {
    [Path in keyof Paths & string]: {
      [Method in keyof Paths[Path] & string]: [Paths[Path][Method]] extends [Operations[Id]]
        ? Operation & { readonly method: Uppercase<Method>; readonly path: Path }
        : never
    }[keyof Paths[Path] & string]
  }[keyof Paths & string]
}
`

/** `generated/operations.ts`: operation id → method, path, retry safety, checked against the path types. */
export function operationTable(documents: readonly Document[]): string {
  const imports = documents.map(({ api, output }) => {
    const module = output.replace(/^generated\//, './').replace(/\.ts$/, '.js')
    return `import type * as ${identifier(api)}Types from '${module}'\n`
  })
  return `${imports.join('')}\n${PREAMBLE}${documents.map(table).join('')}`
}

function table(document: Document): string {
  const name = identifier(document.api)
  const rows = operationsOf(document).map(({ id, method, path, operation }) => {
    const retry = text(operation['x-retry'], `${document.root} ${id} x-retry`)
    const response = jsonSchemaOf(successResponse(operation, document), document)
    const bigint = JSON.stringify(response ?? null).includes('"x-bigint":true') ? ', bigint: true' : ''
    return `  ${id}: { method: '${method.toUpperCase()}', path: '${path}', retry: '${retry}'${bigint} },\n`
  })
  return `
/** The operations of \`${document.root}\`. */
export const ${name} = {
${rows.join('')}} as const satisfies Table<${name}Types.paths, ${name}Types.operations>
`
}
