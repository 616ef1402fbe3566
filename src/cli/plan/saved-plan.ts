import { readConfig } from '../../config/config.js'
import type { DeploymentPlan, SavedPlan } from '../../config/index.js'
import { keyOf } from '../../config/plan.js'
import { restorePlan } from '../../config/saved-plan.js'
import { memberOf } from '../../text/member.js'
import { printable } from '../../text/quote.js'
import type { OpenDeployment } from '../deployment/open.js'
import { readNamed } from '../files.js'
import type { Host } from '../host.js'
import { assertEachOnce, isText, jsonOf } from '../json.js'
import { checkPrivateFile, type PrivateFile, writePrivately } from '../private-file.js'
import { refused, unusable } from '../refusal.js'
import type { Desired } from './members.js'

/** Returns the text of a saved plan. */
export function planText(plan: DeploymentPlan): string {
  return `${JSON.stringify(plan, null, 2)}\n`
}

/** Saves a plan, which holds no value: Git may have it. */
export async function savePlan(file: string, host: Host, plan: DeploymentPlan): Promise<void> {
  await writePrivately(planFile(file, host), planText(plan))
}

/** Reads a saved plan. Its seal is checked when it is restored. */
export async function readPlan(folder: string, file: string, signal: AbortSignal): Promise<SavedPlan> {
  const shown = printable(file)
  const text = await readNamed(folder, file, signal, `The plan ${shown}`)
  const plan = jsonOf(text)
  if (isSavedPlan(plan)) {
    assertEachOnce(text, shown)
    return plan
  }
  throw unusable(`${shown} is not a saved plan: make one by \`--out ${shown}\` of \`plan\` or \`env plan\`.`)
}

/** Makes a saved plan whole again, from what it was made from. */
export async function restored(
  saved: SavedPlan,
  { client }: OpenDeployment,
  { config, rules }: Desired,
): Promise<DeploymentPlan> {
  return restorePlan(saved, readConfig(config), await keyOf(client, rules.planKey))
}

/** Refuses a file that a saved plan must not replace, such as the source: one that is neither a saved plan nor empty. */
export async function assertReplaceable(file: string, host: Host, signal: AbortSignal): Promise<void> {
  if (!(await checkPrivateFile(planFile(file, host)))) return
  const text = await readNamed(host.folder, file, signal)
  if (text === '' || isSavedPlan(jsonOf(text))) return
  throw refused(
    `${printable(file)} exists and is not a saved plan, so it is left as it is. Save to another file.`,
  )
}

function planFile(file: string, host: Host): PrivateFile {
  return { file, host, holds: 'nothing secret' }
}

/** Returns true for what has the seal of a plan. All else is known once that is checked. */
function isSavedPlan(value: unknown): value is SavedPlan {
  return ['mac', 'keyId', 'deployment', 'sources'].every(member => isText(memberOf(value, member)))
}
