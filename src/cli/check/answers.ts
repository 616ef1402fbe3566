import type { CheckResult, Needs } from 'convex-deployment/check'
import { settleAll } from '../../config/fleet.js'
import type { DeploymentInvocation } from '../command.js'
import { labelOf } from '../deployment/credentials.js'
import { deploymentData, type OpenDeployment } from '../deployment/open.js'
import { readBackup } from '../env/backup.js'
import type { FLEET } from '../env/fleet.js'
import { readSource, type SOURCE } from '../env/sources.js'
import type { OptionsIn } from '../flags.js'

/** The library, which is loaded when the command runs: the parser takes time to load. */
export type Library = typeof import('convex-deployment/check')

/** The answer for one deployment or source. */
export interface Answer {
  readonly label: string
  /** What `--json` shows of it. */
  readonly about: object
  readonly result?: CheckResult
  readonly error?: unknown
}

type CheckInvocation = DeploymentInvocation<OptionsIn<typeof FLEET> & OptionsIn<typeof SOURCE>>

const CONCURRENCY = 4

/** Checks every source that the command line names, the deployments of a list, or else the one that every command is for. */
export async function answer(
  invocation: CheckInvocation,
  needs: Needs,
  library: Library,
): Promise<readonly Answer[]> {
  const { args, options, deployments } = invocation
  if (options.deployments !== undefined)
    return answerForFleet(invocation, options.deployments, needs, library)
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

/** Checks the deployments that a file lists. An error is kept with its deployment. */
async function answerForFleet(
  invocation: CheckInvocation,
  file: string,
  needs: Needs,
  library: Library,
): Promise<Answer[]> {
  const { options, deployments, interruption } = invocation
  const fleet = await deployments.readFleet(file, options.allowHost)
  const answers = new Map<object, Answer>()
  const settled = settleAll(fleet, options.concurrency ?? CONCURRENCY, async credentials => {
    const label = labelOf(credentials)
    try {
      const opened = await deployments.openSilently(credentials)
      return [credentials, await answerFor(opened, invocation, needs, library)] as const
    } catch (error) {
      return [credentials, { label, about: { deployment: { name: label } }, error }] as const
    }
  })
  for await (const [credentials, one] of settled) answers.set(credentials, one)
  interruption.signal.throwIfAborted()
  return fleet.flatMap(credentials => answers.get(credentials) ?? [])
}
