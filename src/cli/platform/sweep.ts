import type { ManagementClient } from '../../management/index.js'
import { CONFIRMING_DELETION, confirmByName, wordFor } from '../confirm.js'
import { type CloudDeployment, deploymentOf, listChosen } from '../deployment/listing.js'
import { durationOf } from '../duration.js'
import { failureData } from '../failure.js'
import { type Flag, on, own } from '../flags.js'
import type { Shapes } from '../output.js'
import { isGone, settled } from '../plan/members.js'
import { EXIT, usage } from '../refusal.js'
import { columns, styled } from '../terminal/line.js'
import { CHOICE, platformWriter } from './command.js'
import { row } from './rows.js'

/** The flag with an age, such as `7d`. In milliseconds. */
const age: Flag<number | undefined> = {
  takes: '<age>',
  effect: 'those that nobody deployed to for so long, such as 12h, 7d or 2w',
  read(given, flag) {
    if (given === undefined) return undefined
    // No minutes: 30m could be meant as months, and what is swept does not come back.
    const milliseconds = durationOf(`${given}`, ['h', 'd', 'w'])
    if (milliseconds) return milliseconds
    throw usage(`${flag} takes an age such as 12h, 7d or 2w.`)
  },
}

/** `deployments sweep`: deletes old previews. */
export const sweep = platformWriter({
  name: 'deployments sweep',
  purpose: 'Delete preview deployments that nobody deployed to for long',
  about:
    'Lists them first, and asks for a word that says how many and which they are. Deletes\n' +
    'previews alone, never a default one. Each is read again before it goes: one that\n' +
    'was deployed to meanwhile stays.',
  flags: [
    CHOICE,
    own({
      olderThan: age,
      dryRun: on('list them, with the word that confirms their deletion, and delete none'),
    }),
  ],
  confirming: CONFIRMING_DELETION,
  example: 'convex-deployment deployments sweep --project my-team/shop --older-than 7d',
  async run(invocation) {
    const { options, terminal, interruption, management } = invocation
    const { olderThan, dryRun } = options
    const { signal } = interruption
    if (olderThan === undefined) throw usage('--older-than says how old they have to be, such as 7d.')
    const { label, management: client, deployments } = await listChosen(management, options, signal)
    const isOld = (one: CloudDeployment) => isSwept(one, Date.now() - olderThan)
    const old = deployments.filter(isOld)
    terminal.note(
      ...columns(old.map(row)),
      `${old.length} of ${deployments.length} deployments of ${label} would go.`,
    )
    if (old.length === 0) return { data: { deployments: [] } }
    const names = old.map(({ name }) => name)
    const word = await wordFor({ label, isPart: true }, names)
    if (dryRun) {
      terminal.note(styled('dim', `To delete these: --confirm ${word}`))
      return { data: { deployments: old.map(toResult('listed')), confirm: word } }
    }
    await confirmByName(
      old.length === 1
        ? 'Delete 1 preview deployment with all its data'
        : `Delete ${old.length} preview deployments with all their data`,
      word,
      invocation,
    )
    const results: Result[] = await interruption.whileWriting(async () => {
      const work = async (one: CloudDeployment) =>
        interruption.requested ? toResult('not-sent')(one) : remove(client, one, isOld, signal)
      return settled({ options: {}, terminal }, '', old, work)
    })
    const failed = results.filter(({ status }) => status === 'failed')
    terminal.note(
      ...columns(
        failed.map(({ deployment, error }) => [styled('bold', deployment.name), error?.message ?? '']),
      ),
      sumOf(results),
    )
    const isStopped = results.some(({ status }) => status === 'not-sent')
    const exitCode = isStopped ? EXIT.interrupted : failed.length > 0 ? EXIT.failed : EXIT.done
    return { data: { deployments: results }, exitCode }
  },
})

/** One deployment, and what became of it. */
type Result = Shapes['DeploymentsSweep']['deployments'][number]

const SAID: readonly (readonly [Result['status'], string])[] = [
  ['gone', 'gone already'],
  ['kept', 'kept, as they are no longer old'],
  ['failed', 'failed'],
  ['not-sent', 'left, as the command was stopped'],
]

/** Sums up results, such as `Deleted 3 of 5; 1 gone already; 1 failed.` */
function sumOf(results: readonly Result[]): string {
  const count = (wanted: Result['status']) => results.filter(({ status }) => status === wanted).length
  const others = SAID.flatMap(([status, text]) => (count(status) > 0 ? `; ${count(status)} ${text}` : []))
  return `Deleted ${count('deleted')} of ${results.length}${others.join('')}.`
}

function toResult(
  status: Result['status'],
  error?: Shapes['Error'],
): (deployment: CloudDeployment) => Result {
  return one => ({
    deployment: deploymentOf(one),
    reference: one.reference,
    status,
    ...(error && { error }),
  })
}

/** Returns true for a preview that is no default one, and that nobody deployed to since a time. */
function isSwept(deployment: CloudDeployment, since: number): boolean {
  const { deploymentType, isDefault, lastDeployTime, createTime } = deployment
  return deploymentType === 'preview' && !isDefault && Math.max(lastDeployTime ?? 0, createTime) < since
}

/** Deletes a deployment that is still old. One that is gone by itself is no failure. Never rejects. */
async function remove(
  { deployments }: ManagementClient,
  deployment: CloudDeployment,
  isOld: (deployment: CloudDeployment) => boolean,
  signal: AbortSignal,
): Promise<Result> {
  try {
    const now = await deployments.get(deployment.name, { signal })
    if (now.kind !== 'cloud' || !isOld(now)) return toResult('kept')(deployment)
    await deployments.delete(deployment.name, { signal })
    return toResult('deleted')(deployment)
  } catch (error) {
    if (isGone(error)) return toResult('gone')(deployment)
    return toResult('failed', failureData(error))(deployment)
  }
}
