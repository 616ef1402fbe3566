import { printable } from '../../text/quote.js'
import { hasShortSecret, redact } from '../../text/redact.js'
import type { Change } from './desired.js'
import type { SectionProblem } from './problems.js'

/** The part of the Standard Schema interface that is used; zod, valibot, arktype and others have it. */
export interface ValueSchema {
  readonly '~standard': {
    readonly validate: (value: unknown) => ValueSchemaResult | Promise<ValueSchemaResult>
  }
}

/** The result of a Standard Schema: issues if the value does not fit. */
export interface ValueSchemaResult {
  readonly issues?: readonly { readonly message: string }[] | undefined
}

/** Schemas by the name of the variable whose value must fit. */
export type ValueSchemas = { readonly [name: string]: ValueSchema }

/** Returns a problem for each value that does not fit its schema. The schema's message is shown without the value. */
export async function schemaProblems(
  changes: readonly Change[],
  schemas: ValueSchemas = {},
): Promise<SectionProblem[]> {
  const problems = await Promise.all(
    changes.map(async ({ name, after }): Promise<SectionProblem[]> => {
      const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined
      if (schema === undefined || after === undefined) return []
      const { issues = [] } = await schema['~standard'].validate(after)
      if (issues.length === 0) return []
      const said = issues.map(issue => printable(redact(issue.message, [after]))).join('; ')
      const message = `does not fit its schema${hasShortSecret([after]) ? '' : `: ${said}`}`
      return [{ kind: 'schema', name, message }]
    }),
  )
  return problems.flat()
}
