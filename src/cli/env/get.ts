import { deploymentData } from '../deployment/data.js'
import { openTarget } from '../deployment/deployment.js'
import type { Outcome } from '../outcome.js'
import { absent } from '../refusal.js'
import type { Session } from '../session.js'

/** `env get`: one value, to the byte. Reads only. */
export async function get(session: Session): Promise<Outcome> {
  const [name = ''] = session.args
  const target = await openTarget(session, 'read')
  const value = await target.client.env.get(name, { signal: session.interruption.signal })
  if (value === undefined) throw absent(`${target.label} has no variable ${name}.`)
  return { data: { deployment: deploymentData(target), name, value }, raw: value }
}
