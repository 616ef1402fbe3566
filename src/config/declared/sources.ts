import { InvalidInputError, refusal } from '../../errors.js'
import { entriesOf } from '../../resources/environment/changes.js'
import { isCredential } from '../../text/convex-names.js'
import { nearest } from '../../text/nearest.js'
import { once } from '../../text/once.js'
import { quote, quoteStart } from '../../text/quote.js'
import type { DeclaredDeployment, Reference } from './types.js'

/** A reference whose name in its source is known. */
export type ResolvableReference =
  | Exclude<Reference, { readonly from: string }>
  | { readonly from: string; readonly name: string }

/** The variables of a source by name. */
export type SourceValues = ReadonlyMap<string, string> | Readonly<Record<string, string>>

/** Reads what a config refers to. */
export interface References {
  /**
   * Returns the value at a place.
   * @throws an `InvalidInputError` for one that is not there: all of them come in one error
   */
  readonly resolve?: ((reference: ResolvableReference) => Promise<string>) | undefined
  /** Returns all variables of a source, by the name of the source. */
  readonly readSource?: ((source: string) => Promise<SourceValues>) | undefined
}

/** Reads references and sources. Each source is read once. */
export interface ReferenceReader {
  /** @throws {InvalidInputError} if there is no such value */
  value(reference: ResolvableReference): Promise<string>
  /** @throws {InvalidInputError} if there is no such source, or if it is empty */
  source(name: string): Promise<ReadonlyMap<string, string>>
}

/** Creates the reader of a config's references. */
export function referenceReader(
  sources: NonNullable<DeclaredDeployment['sources']>,
  { resolve, readSource }: References,
): ReferenceReader {
  const read = new Map<string, () => Promise<ReadonlyMap<string, string>>>()
  const all = async (name: string) => {
    assertSource(sources, name)
    if (readSource === undefined)
      throw refusal('readSource', `The source ${quote(name)} needs \`readSource\`, which reads it.`)
    return valuesOf(name, await readSource(name))
  }
  const reader: ReferenceReader = {
    source(name) {
      const values = read.get(name) ?? once(() => all(name))
      read.set(name, values)
      return values()
    },
    async value(reference) {
      if ('from' in reference) assertSource(sources, reference.from)
      if ('from' in reference && isCredential(reference.name))
        throw new InvalidInputError(
          `${quoteStart(reference.name)} holds a key of Convex, which is no value of a deployment.`,
        )
      if (resolve !== undefined) return textAt(reference, await resolve(reference))
      if (!('from' in reference))
        throw refusal('resolve', `${placeOf(reference)} needs \`resolve\`, which reads it.`)
      return textAt(reference, (await reader.source(reference.from)).get(reference.name))
    },
  }
  return reader
}

function assertSource(sources: object, name: string): void {
  if (Object.hasOwn(sources, name)) return
  const meant = nearest(name, Object.keys(sources))
  const hint = meant === undefined ? '' : ` Did you mean ${quote(meant)}?`
  throw new InvalidInputError(`There is no source ${quoteStart(name)} in \`sources\`.${hint}`)
}

function valuesOf(source: string, given: unknown): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const [name, value] of entriesOf(given)) {
    if (typeof value !== 'string')
      throw new InvalidInputError(`The source ${quote(source)} has no string at ${quote(name)}.`)
    values.set(name, value)
  }
  if (values.size > 0) return values
  throw new InvalidInputError(`The source ${quote(source)} has no variables.`)
}

function textAt(reference: ResolvableReference, value: unknown): string {
  if (typeof value === 'string') return value
  throw new InvalidInputError(`${placeOf(reference)} is not there.`)
}

function placeOf(reference: ResolvableReference): string {
  if ('env' in reference) return `The environment variable ${quoteStart(reference.env)}`
  if ('file' in reference) return `The file ${quoteStart(reference.file)}`
  return `${quoteStart(reference.name)} of the source ${quoteStart(reference.from)}`
}
