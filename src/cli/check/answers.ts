import type { CheckResult, Needs } from 'convex-deployment/check'
import type { DeploymentInvocation } from '../command.js'
import { type FLEET, findFleet, isFleet } from '../deployment/fleet.js'
import { deploymentData, type OpenDeployment } from '../deployment/open.js'
import type { DeploymentOptions } from '../deployment/options.js'
import { readSource, type SOURCE } from '../env/sources.js'
import type { OptionsIn } from '../flags.js'
import type { Shapes } from '../output.js'
import { readBackup } from '../plan/backup.js'
import { settled } from '../plan/members.js'

/** The library, which is loaded when the command runs: the parser takes time to load. */
export type Library = typeof import('convex-deployment/check')

/** The answer for one deployment or source. */
export interface Answer {
  readonly label: string
  /** The deployment or source, as `--json` shows it. */
  readonly about: Pick<Shapes['CheckAnswer'], 'deployment' | 'source'>
  readonly result?: CheckResult
  readonly error?: unknown
}

type CheckInvocation = DeploymentInvocation<OptionsIn<typeof FLEET | typeof SOURCE> & DeploymentOptions>

/** Checks every source that the command line names, the deployments of a list, or else the one that every command is for. */
export async function answer(
  invocation: CheckInvocation,
  needs: Needs,
  library: Library,
): Promise<readonly Answer[]> {
  const { args, options, deployments } = invocation
  if (isFleet(options)) return answerForFleet(invocation, needs, library)
  if (args.length === 0) return [await answerFor(await deployments.open(), invocation, needs, library)]
  const answers: Answer[] = []
  for (const place of args) {
    const { entries } = await readSource(place, invocation, async which =>
      readBackup(which, await deployments.open(), invocation),
    )
    const variables = entries.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]))
    answers.push({
      label: place === '-' ? 'stdin' : place,
      about: { source: place },
      result: library.checkVariables(variables, needs),
    })
  }
  return answers
}

async function answerFor(
  deployment: OpenDeployment,
  { interruption: { signal } }: CheckInvocation,
  needs: Needs,
  library: Library,
): Promise<Answer> {
  const result = await library.checkDeployment(deployment.client, needs, { signal })
  return { label: deployment.label, about: { deployment: deploymentData(deployment) }, result }
}

/** Checks several deployments. An error is kept with its deployment. */
async function answerForFleet(
  invocation: CheckInvocation,
  needs: Needs,
  library: Library,
): Promise<Answer[]> {
  const { members } = await findFleet(invocation)
  const answers = await settled(invocation, 'checked', members, async ({ label, connect }) => {
    try {
      return await answerFor(await connect(), invocation, needs, library)
    } catch (error) {
      return { label, about: { deployment: { name: label } }, error }
    }
  })
  invocation.interruption.signal.throwIfAborted()
  return answers
}
