import type { EnvironmentPlan } from '../../index.js'
import { EXIT } from '../exit.js'
import { writePrivately } from '../files.js'
import type { Outcome } from '../outcome.js'
import { repeated, type Session } from '../session.js'
import { deploymentData } from '../target/data.js'
import { openTarget, type Target } from '../target/target.js'
import { unsound } from './change.js'
import { desiredFrom } from './desired.js'
import { planFleet } from './fleet.js'
import { planLines } from './plan-lines.js'
import { planOptions } from './plan-options.js'
import { readSources } from './sources.js'

/** `env plan`: what would change. Reads only. */
export async function plan(session: Session): Promise<Outcome> {
  const { flags } = session
  if (flags.has('deployments')) return planFleet(session)
  const target = await openTarget(session, 'read')
  const desired = desiredFrom(session, await readSources(session, target))
  const made = await target.client.env.plan(desired, planOptions(session))
  const file = flags.text('out')
  if (file !== undefined) await savePlan(session, file, made)
  return planOutcome(session, target, made)
}

async function savePlan({ folder, terminal }: Session, file: string, made: EnvironmentPlan): Promise<void> {
  await writePrivately(folder, file, `${JSON.stringify(made, null, 2)}\n`)
  terminal.note(`Saved to ${file}, without a value. Apply it from the same sources by --plan ${file}.`)
}

function planOutcome(session: Session, target: Target, made: EnvironmentPlan): Outcome {
  const lines = made.isEmpty ? ['No changes.', ...planLines(made)] : planLines(made)
  const data = { deployment: deploymentData(target), plan: made.toJSON() }
  if (made.problems.length > 0) {
    session.terminal.note(...lines)
    throw unsound(made)
  }
  const next = made.isEmpty ? [] : [repeated({ ...session, typed: asApply(session.typed) })]
  const changes = session.flags.on('exitCode') && !made.isEmpty
  return { data: { ...data, next }, lines, exitCode: changes ? EXIT.changes : EXIT.done }
}

/** The same command line with `apply` for `plan`, and without what only a plan takes. */
function asApply(typed: readonly string[]): string[] {
  return typed.map(word => (word === 'plan' ? 'apply' : word)).filter(word => word !== '--exit-code')
}
