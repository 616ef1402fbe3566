import type { DeploymentClient } from '../client.js'
import { ForbiddenError, NotFoundError, type SectionName } from '../errors.js'
import type { CallOptions } from '../transport/options.js'
import type { SectionProblem } from './environment/problems.js'
import type { Found } from './settings/section.js'
import { SECTIONS } from './settings/sections.js'

type Variables = ReadonlyMap<string, string>
type Members = ReadonlyMap<string, Found>

/** The state of a deployment, by section. A section that was not read, or that may not be read, is empty. */
export interface State {
  readonly variables: Variables
  readonly settings: ReadonlyMap<SectionName, Members>
  /** The errors of sections that may not be read. */
  readonly refused: ReadonlyMap<SectionName, ForbiddenError | NotFoundError>
}

/** Reads sections of a deployment, with one request each. Ends when all of them have. */
export async function readState(
  client: DeploymentClient,
  names: readonly SectionName[],
  options: CallOptions,
): Promise<State> {
  let variables: Variables = new Map()
  const settings = new Map<SectionName, Members>()
  const refused = new Map<SectionName, ForbiddenError | NotFoundError>()
  const readOne = async (name: SectionName) => {
    try {
      const section = SECTIONS.find(one => one.name === name)
      if (section) settings.set(name, await section.read(client, options))
      else variables = await readVariables(client, options)
    } catch (error) {
      if (!isRefusal(error)) throw error
      refused.set(name, error)
    }
  }
  for (const result of await Promise.allSettled(names.map(readOne)))
    if (result.status === 'rejected') throw result.reason
  return { variables, settings, refused }
}

/** Reads the variables of a deployment, by name. */
export async function readVariables({ env }: DeploymentClient, options: CallOptions): Promise<Variables> {
  return new Map((await env.list(options)).map(({ name, value }) => [name, value]))
}

/** Returns true for the answer of a deployment that does not have a section, or does not show it to this key. */
function isRefusal(error: unknown): error is ForbiddenError | NotFoundError {
  return error instanceof ForbiddenError || (error instanceof NotFoundError && error.code === undefined)
}

/** Returns the problem of a section that may not be read, if it may not. */
export function refusalProblems(error: ForbiddenError | NotFoundError | undefined): SectionProblem[] {
  if (error === undefined) return []
  const { status, code } = error
  if (status === 404)
    return [{ kind: 'unsupported', message: 'cannot be read: this deployment does not have it' }]
  return /(?:NotEnabled|Disabled)$/.test(code ?? '')
    ? [{ kind: 'not-in-plan', message: `cannot be read: the plan of the team lacks it (${code})` }]
    : [{ kind: 'forbidden', message: `cannot be read: the key may not read it (${code ?? status})` }]
}
