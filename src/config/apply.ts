import type { DeploymentClient } from '../client.js'
import { type ApplyStep, refusal, rethrow } from '../errors.js'
import type { EnvironmentChange } from '../resources/environment/changes.js'
import { atCaller } from '../stack.js'
import { quote } from '../text/quote.js'
import { type CallOptions, readOptions } from '../transport/options.js'
import { type DeploymentConfig, readConfig } from './config.js'
import { DeploymentPlan, planSecrets, type SavedPlan, SECTION_NAMES } from './deployment-plan.js'
import { missingIn, namesOf } from './environment/apply.js'
import { CreateOnly } from './environment/create-only.js'
import { textOf } from './environment/desired.js'
import { changeProblems } from './environment/problems.js'
import type { PlannedChange } from './environment/section.js'
import { problemTexts } from './format.js'
import { keyedSettings, pendingChanges } from './pending.js'
import { keyOf } from './plan.js'
import { readState, type State } from './reading.js'
import { assertDeployment, restorePlan } from './saved-plan.js'
import { sendSettings, sendVariables } from './sending.js'
import { isShown } from './settings/apply.js'
import { type Change, pathOf, type Section } from './settings/section.js'
import { Steps } from './steps.js'

/** The options of an apply. */
export interface ApplyOptions extends CallOptions {
  /**
   * Receives the values that are about to be lost, by name, before anything is sent. An error that it throws stops the
   * apply.
   */
  readonly onBackup?:
    | ((values: ReadonlyMap<string, string>, client: DeploymentClient) => void | Promise<void>)
    | undefined
}

/** The options of applying a saved plan, which holds no values. */
export interface ApplySavedOptions extends ApplyOptions {
  /** The same config that the plan was made from. */
  readonly config: DeploymentConfig
  /**
   * The secret that the plan was made with.
   * @default derived from the token
   */
  readonly planKey?: string | undefined
}

/** The result of an apply. */
export interface ApplyResult {
  /** `unchanged` if there was nothing left to do, and nothing was sent. */
  readonly status: 'applied' | 'unchanged'
  /** The changes of variables that were made. */
  readonly changes: readonly PlannedChange[]
  /**
   * The names of changes that reading back did not show: the list may leave variables out, or could not be read. Those of
   * other sections are like `usageLimits.databaseIoGb/day/warning`. What no reading shows is not among them: see `set`.
   */
  readonly unverified: readonly string[]
  /** Every change of the plan, in the order in which they were made, and what became of it. */
  readonly steps: readonly ApplyStep[]
}

/** The names of the options of a plan's application. */
export const APPLY_OPTIONS: Readonly<Record<keyof ApplyOptions, true>> = {
  onBackup: true,
  signal: true,
  timeout: true,
  retry: true,
}
const SAVED_OPTIONS: Readonly<Record<keyof ApplySavedOptions, true>> = {
  ...APPLY_OPTIONS,
  config: true,
  planKey: true,
}

/**
 * Applies a plan: reads again, refuses if something that the plan changes has changed meanwhile, writes, and reads back.
 * Between reading and writing another writer may still come in: the API has no compare-and-set. The order is: the variables
 * in one request, the canonical URLs, the usage limits, the log streams, of which it waits until they are active, and last
 * it pauses or resumes. It stops at the first failure; to go on, make a new plan and apply it.
 *
 * Requests, of sections with changes alone: one each to read, and to read back, except for `paused`; one for all variables;
 * one for each other change; one or more for each log stream that is waited for.
 * @throws {StalePlanError} if something changed since the plan; nothing was written
 * @throws {InvalidInputError} for a plan with problems, or a saved one of another deployment, key or config
 * @throws {BadRequestError} if the deployment refuses the first change, such as `RequiredEnvironmentVariable`; nothing was
 *   written
 * @throws {UnconfirmedError} if the response to the variables was lost and reading back does not show the change
 * @throws {PartialUpdateError} if some changes were made, or may have been, and others not: `steps` tells of each
 * @throws {LogStreamFailedError} if all changes were made, and a log stream does not work
 * @example
 * const { status } = await applyPlan(deployment, plan)
 */
export function applyPlan(
  client: DeploymentClient,
  plan: DeploymentPlan,
  options?: ApplyOptions,
): Promise<ApplyResult>
/** Applies a saved plan, the object or its JSON text, with the config that it was made from. A live one has it within. */
export function applyPlan(
  client: DeploymentClient,
  plan: DeploymentPlan | SavedPlan | string,
  options: ApplySavedOptions,
): Promise<ApplyResult>
export function applyPlan(
  client: DeploymentClient,
  plan: DeploymentPlan | SavedPlan | string,
  options: AnyApplyOptions = {},
): Promise<ApplyResult> {
  return atCaller(applyPlan, () => apply(client, plan, options))
}

type AnyApplyOptions = ApplyOptions & Partial<ApplySavedOptions>

async function apply(
  client: DeploymentClient,
  given: DeploymentPlan | SavedPlan | string,
  options: AnyApplyOptions,
): Promise<ApplyResult> {
  const known = readOptions(options, Object.keys(SAVED_OPTIONS), 'an apply')
  const { onBackup, config, planKey, ...call } = known
  const plan = given instanceof DeploymentPlan ? given : await restore(client, given, config, planKey)
  assertDeployment(plan, client.url)
  assertSound(plan)
  const { blind } = plan.environment
  const names = SECTION_NAMES.filter(name => plan[name].changes.length > 0)
  const before = await readState(client, blind ? [] : names, call).catch(rethrow({ outcome: 'not-sent' }))
  for (const error of before.refused.values()) throw error
  const pending = await pendingChanges(plan, before)
  const { variables: changes } = pending
  const settings = await keyedSettings(plan, pending)
  const steps = new Steps(plan, (section, name) =>
    section === 'environment'
      ? changes.some(change => change.name === name)
      : settings.some(({ change, section: at }) => at.name === section && change.name === name),
  )
  if (changes.length + settings.length === 0)
    return { status: 'unchanged', changes, unverified: [], steps: steps.list() }
  const lost = new Map([...before.variables].filter(([name]) => changes.some(change => change.name === name)))
  if (lost.size > 0) await onBackup?.(lost, client)
  const wanted = await valuesFor(plan, changes)
  try {
    await sendVariables(client, wanted, { steps, call, blind, before: before.variables })
    await sendSettings(client, settings, steps, call)
  } catch (error) {
    throw steps.errorOf(error, client.url)
  }
  const written = steps.list().filter(({ status }) => status === 'done')
  const touched = names.filter(name => written.some(({ section }) => section === name))
  const now = await readState(client, blind ? [] : touched, call).catch(() => undefined)
  const missing = missingIn(now?.refused.has('environment') ? undefined : now?.variables, wanted)
  const unshown = settings.filter(({ section, change }) => !isShownIn(now, section, change))
  const paths = unshown.map(({ section, change }) => pathOf(section.name, change.name))
  return { status: 'applied', changes, unverified: [...namesOf(missing), ...paths], steps: steps.list() }
}

async function restore(
  client: DeploymentClient,
  saved: unknown,
  config: DeploymentConfig | undefined,
  planKey: string | undefined,
): Promise<DeploymentPlan> {
  if (config === undefined) {
    throw refusal(
      'config',
      'A saved plan holds no values. Pass the config that it was made from as `config`.',
    )
  }
  return restorePlan(saved, readConfig(config), await keyOf(client, planKey))
}

/** Returns the values of the changes of variables. Makes those that were not made before, and checks them. */
function valuesFor(plan: DeploymentPlan, changes: readonly PlannedChange[]): Promise<EnvironmentChange[]> {
  const { environment } = planSecrets(plan).config
  return Promise.all(
    changes.map(async ({ name, made }) => {
      const desired = environment?.get(name)
      if (made === undefined || !(desired instanceof CreateOnly))
        return { name, value: textOf(desired) ?? null }
      const value = await desired.make()
      const change = { action: 'create', name, before: undefined, after: value } as const
      const [problem] = changeProblems(change, false, false, plan.environment.options)
      if (problem) throw refusal(name, `The value that was made for ${quote(name)} ${problem.message}.`)
      return { name, value }
    }),
  )
}

function assertSound(plan: DeploymentPlan): void {
  const reasons = problemTexts(plan)
  if (reasons.length === 0) return
  throw refusal('plan', `The plan has problems: ${reasons.join('; ')}.`)
}

/** Returns true if reading back shows a change. One that no reading shows needs no more than its answer. */
function isShownIn(now: State | undefined, section: Section, change: Change): boolean {
  if (change.action === 'set') return true
  const found = now?.settings.get(section.name)
  return found !== undefined && isShown(section, { ...change, keys: [] }, found)
}
