import { planDeployment } from '../../config/index.js'
import { findNamedKey } from '../deployment/credentials.js'
import { addressOf, introduce, openTarget, type Target } from '../deployment/deployment.js'
import { readLayers } from '../deployment/layers.js'
import type { Outcome } from '../outcome.js'
import { usage } from '../refusal.js'
import type { Session } from '../session.js'
import { change } from './change.js'
import { desiredFrom } from './desired.js'
import { planOptions } from './plan-options.js'
import { readDeployment } from './sources.js'

/** `env copy`: a plan with another deployment as its source, and its apply. Writes. */
export async function copy(session: Session): Promise<Outcome> {
  const target = await openCopyTarget(session)
  const entries = await readDeployment(session, session.flags.text('from') ?? '')
  const desired = desiredFrom(session, entries)
  return change(
    session,
    target,
    await planDeployment(target.client, { environment: desired }, planOptions(session)),
  )
}

async function openCopyTarget(session: Session): Promise<Target> {
  const { flags, environment, folder } = session
  const to = flags.text('to')
  const variable = flags.text('toKey')
  if (!flags.has('from')) throw usage('Name the deployment to copy from: --from NAME --from-key VARIABLE.')
  if (to === undefined && variable === undefined) return openTarget(session, 'write')
  if (to === undefined || variable === undefined) throw usage('--to goes with --to-key.')
  const layers = await readLayers(environment, folder, flags.text('envFile'))
  return introduce(session, findNamedKey(layers, variable, addressOf(to)), 'write')
}
