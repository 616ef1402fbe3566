import { InvalidInputError, isDeploymentError } from '../errors.js'

/** A value that has to be read from elsewhere, and its place in the config. */
export interface Unresolved<Value> {
  readonly path: string
  readonly resolve: () => Promise<Value>
}

/**
 * Reads values from where they are.
 * @throws {InvalidInputError} with the paths of all that cannot be read. Another error is thrown as it is.
 */
export async function resolveAll<Value>(values: readonly Unresolved<Value>[]): Promise<Value[]> {
  const failures: { readonly path: string; readonly error: InvalidInputError }[] = []
  const results = await Promise.allSettled(values.map(({ resolve }) => resolve()))
  const found = results.flatMap((result, index) => {
    if (result.status === 'fulfilled') return [result.value]
    // A resolver may be of another copy of this package.
    if (!isDeploymentError(result.reason) || result.reason.name !== 'InvalidInputError') throw result.reason
    failures.push({ path: values[index]?.path ?? '', error: result.reason })
    return []
  })
  const [first] = failures
  if (first === undefined) return found
  const places = new Map<string, string[]>()
  for (const { path, error } of failures) {
    const reason = error.message.replace(/\.$/, '')
    places.set(reason, [...(places.get(reason) ?? []), `\`${path}\``])
  }
  const reasons = Array.from(places, ([reason, paths]) => `${paths.join(', ')}: ${reason}`)
  const title = failures.length === 1 ? '' : `${failures.length} references cannot be resolved: `
  throw new InvalidInputError(`${title}${reasons.join('; ')}.`, { path: first.path })
}
