import { isManagedByConvex } from '../text/convex-names.js'
import { ALWAYS_THERE } from './findings.js'
import type { Declaration, Need, NeedPlace, Needs, UnboundVariable, UnclearPlace, Unread } from './needs.js'

/** A variable that is not set, and where the code needs it. */
export interface MissingVariable {
  readonly name: string
  readonly places: readonly NeedPlace[]
  /** Variables each of which would do in its place. */
  readonly instead?: readonly string[]
}

/** A variable whose value the declared validator refuses. The value is not part of the answer. */
export interface WrongVariable {
  readonly name: string
  /** The values that fit. */
  readonly values: readonly string[]
  readonly places: readonly NeedPlace[]
}

/** The needs of a project beside the variables that are set. It holds names and places, and no value that is set. */
export interface CheckResult {
  /** True if nothing that is required is missing, of the wrong type, or not passed to a component. */
  readonly isMet: boolean
  /** The variables that are required and missing. */
  readonly missing: readonly MissingVariable[]
  /** The variables that are missing and that the code does without. */
  readonly fallback: readonly MissingVariable[]
  readonly wrongType: readonly WrongVariable[]
  /** The names that are set and not seen in the code. Packages read variables, too: it is no advice to remove them. */
  readonly unseen: readonly string[]
  /** The places where any variable may be read, as in the needs. */
  readonly unclear: readonly UnclearPlace[]
  /** The files that could not be read, as in the needs. */
  readonly unread: readonly Unread[]
  /** The variables that components require and are not passed, as in the needs. */
  readonly unbound: readonly UnboundVariable[]
}

/** A variable that is set. */
export interface SetVariable {
  readonly name: string
  readonly value: string
}

/** The part of a `DeploymentClient` that is used. */
export interface VariableSource {
  readonly env: {
    list(options?: { readonly signal?: AbortSignal | undefined }): Promise<readonly SetVariable[]>
  }
}

/**
 * Lists the variables of a deployment and compares them with what the code of a project needs. It writes nothing.
 *
 * @param needs the answer of `readNeeds`
 * @throws {DeploymentError} if the variables can't be listed
 * @example
 * const { isMet, missing } = await checkDeployment(client, await readNeeds('.'))
 */
export async function checkDeployment(
  client: VariableSource,
  needs: Needs,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<CheckResult> {
  return checkVariables(await client.env.list(options), needs)
}

/** Compares variables from anywhere, such as a file, with what the code of a project needs. */
export function checkVariables(variables: Iterable<SetVariable>, needs: Needs): CheckResult {
  const { unclear, unread, unbound } = needs
  const values = new Map(Array.from(variables, ({ name, value }) => [name, value]))
  const missing: MissingVariable[] = []
  const fallback: MissingVariable[] = []
  const wrongType: WrongVariable[] = []
  for (const need of needs.variables) {
    const { name, places, declared } = need
    const value = values.get(name)
    if (value === undefined) {
      const instead = alternativesTo(need)
      const entry = { name, places, ...(instead.length > 0 && { instead }) }
      if (isRequired(need, values)) missing.push(entry)
      else fallback.push(entry)
    } else if (declared?.values && !accepts(declared, value)) {
      wrongType.push({ name, values: declared.values, places })
    }
  }
  const seen = new Set(needs.variables.map(({ name }) => name))
  const unseen = [...values.keys()].filter(
    name => !seen.has(name) && !isManagedByConvex(name) && !ALWAYS_THERE.has(name),
  )
  const isMet = missing.length + wrongType.length + unbound.length === 0
  return { isMet, missing, fallback, wrongType, unseen: unseen.sort(), unclear, unread, unbound }
}

/** Returns true if a missing variable is an error. A declaration decides alone. */
function isRequired({ declared, places }: Need, values: ReadonlyMap<string, string>): boolean {
  if (declared) return !declared.optional
  return places.some(({ kind, unless = [] }) => {
    return kind === 'auth' || (kind === 'required' && !unless.some(name => values.has(name)))
  })
}

function accepts({ values }: Declaration, value: string): boolean {
  return values === undefined || values.includes(value)
}

/** Returns the variables each of which makes all places that require this one do without it. */
function alternativesTo({ declared, places }: Need): string[] {
  const [first, ...others] = declared
    ? []
    : places.filter(({ kind }) => kind === 'auth' || kind === 'required')
  return (first?.unless ?? []).filter(name => others.every(({ unless = [] }) => unless.includes(name)))
}
