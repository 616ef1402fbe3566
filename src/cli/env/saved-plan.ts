import { SECTION_NAMES } from '../../config/deployment-plan.js'
import type { DeploymentPlan, SavedPlan } from '../../config/index.js'
import { memberOf } from '../../text/member.js'
import { printable } from '../../text/quote.js'
import { readNamed } from '../files.js'
import type { Host } from '../host.js'
import { assertEachOnce, isText, jsonOf } from '../json.js'
import { checkPrivateFile, type PrivateFile, writePrivately } from '../private-file.js'
import { refused, unusable } from '../refusal.js'

/** Returns the text of a saved plan. */
export function planText(plan: DeploymentPlan): string {
  return `${JSON.stringify(plan, null, 2)}\n`
}

/** Saves a plan, which holds no value: Git may have it. */
export async function savePlan(file: string, host: Host, plan: DeploymentPlan): Promise<void> {
  await writePrivately(planFile(file, host), planText(plan))
}

/** Reads a saved plan as far as it is shown; the library checks its seal before anything is sent. */
export async function readPlan(folder: string, file: string, signal: AbortSignal): Promise<SavedPlan> {
  const shown = printable(file)
  const text = await readNamed(folder, file, signal, `The plan ${shown}`)
  const plan = jsonOf(text)
  if (isSavedPlan(plan)) {
    assertEachOnce(text, shown)
    return plan
  }
  throw unusable(`${shown} is not a saved plan: make one by \`env plan … --out ${shown}\`.`)
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

/** Checks enough of the shape to show the plan. */
function isSavedPlan(value: unknown): value is SavedPlan {
  const environment = memberOf(value, 'environment')
  const bytesOf = (sizes: string) => memberOf(memberOf(environment, sizes), 'bytes')
  return (
    isText(memberOf(value, 'mac')) &&
    ['unchanged', 'unmanaged', 'leftOut'].every(list => isListOf(memberOf(environment, list), isText)) &&
    isListOf(memberOf(environment, 'changes'), isChange) &&
    isListOf(memberOf(environment, 'problems'), isProblem) &&
    isListOf(memberOf(environment, 'remarks'), isRemark) &&
    ['after', 'limits'].every(sizes => typeof bytesOf(sizes) === 'number') &&
    // A plan of variables has nothing in the other sections.
    OTHER_SECTIONS.every(section =>
      LISTS.every(list => isListOf(memberOf(memberOf(value, section), list), () => false)),
    )
  )
}

const OTHER_SECTIONS = SECTION_NAMES.filter(name => name !== 'environment')
const LISTS = ['changes', 'unchanged', 'kept', 'uncompared', 'problems']

function isProblem(value: unknown): boolean {
  const name = memberOf(value, 'name')
  return (
    ['section', 'kind', 'message'].every(member => isText(memberOf(value, member))) &&
    (name === undefined || isText(name))
  )
}

function isRemark(value: unknown): boolean {
  return ['name', 'message'].every(member => isText(memberOf(value, member)))
}

function isChange(value: unknown): boolean {
  const prints = ['fingerprintBefore', 'fingerprintAfter'].map(member => memberOf(value, member))
  return (
    isText(memberOf(value, 'name')) &&
    ['create', 'update', 'delete', 'set'].includes(`${memberOf(value, 'action')}`) &&
    prints.every(print => print === undefined || isText(print))
  )
}

function isListOf(value: unknown, fits: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(fits)
}
