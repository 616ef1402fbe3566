import { planDeployment } from '../../config/index.js'
import { confirmWrite } from '../confirm.js'
import { deploymentData } from '../deployment/data.js'
import { openTarget } from '../deployment/deployment.js'
import type { Outcome } from '../outcome.js'
import { absent } from '../refusal.js'
import { repeated, type Session } from '../session.js'
import { styled } from '../terminal/line.js'
import { change } from './change.js'
import { planOptions } from './plan-options.js'

/** `env unset`: removes variables. Writes. */
export async function unset(session: Session): Promise<Outcome> {
  const { flags, interruption, terminal, args: names } = session
  const target = await openTarget(session, 'write')
  const { env } = target.client
  if (flags.on('blind')) {
    terminal.note(styled('yellow', 'Blind: nothing was read, so no backup is kept.'))
    await confirmWrite(session, `Remove ${names.join(', ')} without looking`, target)
    await interruption.whileWriting(() => env.unset(names, { signal: interruption.signal }))
    return { data: { deployment: deploymentData(target), status: 'applied', names } }
  }
  const desired = new Map(names.map(name => [name, null]))
  const options = { ...planOptions(session), allowManaged: true, maxRemovals: desired.size }
  const plan = await planDeployment(target.client, { environment: desired }, options)
  const there = new Set(plan.environment.changes.map(({ name }) => name))
  const missing = names.filter(name => !there.has(name))
  if (missing.length > 0 && !flags.on('missingOk')) {
    const next = [repeated(session, '--missing-ok')]
    throw absent(`${target.label} has no ${missing.join(', ')}.`, { next, data: { missing } })
  }
  return change(session, target, plan)
}
