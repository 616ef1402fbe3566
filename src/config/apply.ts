import type { DeploymentClient } from '../client.js'
import {
  type DeploymentError,
  hadNoEffect,
  isDeploymentError,
  PartialUpdateError,
  refusal,
  StalePlanError,
  UnconfirmedError,
} from '../errors.js'
import type { EnvironmentChange } from '../resources/environment/changes.js'
import { atCaller } from '../stack.js'
import { quoteAll } from '../text/quote.js'
import { type CallOptions, readOptions } from '../transport/options.js'
import { type DeploymentConfig, readConfig } from './config.js'
import { DeploymentPlan, planSecrets, type SavedPlan } from './deployment-plan.js'
import type { PlannedChange } from './environment/section.js'
import { problemTexts } from './format.js'
import { currentValues, keyOf } from './plan.js'
import { assertDeployment, restorePlan } from './saved-plan.js'

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
  readonly changes: readonly PlannedChange[]
  /** The names of changes that reading back did not show: the list may leave variables out, or could not be read. */
  readonly unverified: readonly string[]
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
 * Applies a plan: reads again, refuses if a variable of the plan changed meanwhile, sends one request or none, and reads
 * back. Between reading and the request another writer may still come in: the API has no compare-and-set.
 * @throws {StalePlanError} if a variable changed since the plan; nothing was written
 * @throws {InvalidInputError} for a plan with problems, or a saved one of another deployment, key or config
 * @throws {BadRequestError} if the deployment refuses, such as `RequiredEnvironmentVariable`; nothing was written
 * @throws {UnconfirmedError} if the response was lost and reading back does not show the change
 * @throws {PartialUpdateError} on `v1-beta`, if setting worked and removing was refused
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
  const { onBackup, config, planKey, ...callOptions } = known
  const plan = given instanceof DeploymentPlan ? given : await restore(client, given, config, planKey)
  assertDeployment(plan, client.url)
  assertSound(plan)
  const { blind } = plan.environment
  const before = await currentValues(client, blind, callOptions)
  const changes = await pendingChanges(plan, before)
  if (changes.length === 0) return { status: 'unchanged', changes, unverified: [] }
  const touched = new Set(namesOf(changes))
  const lost = new Map([...before].filter(([name]) => touched.has(name)))
  if (lost.size > 0) await onBackup?.(lost, client)
  const { values } = planSecrets(plan)
  const wanted = changes.map(({ name }) => ({ name, value: values.get(name) ?? null }))
  const failure = await client.env.update(wanted, callOptions).catch((error: unknown) => {
    if (blind || !isDeploymentError(error) || hadNoEffect(error)) throw error
    return error
  })
  const now = await currentValues(client, blind, callOptions).catch(() => undefined)
  const missing = wanted.filter(({ name, value }) => !now || (now.get(name) ?? null) !== value)
  if (failure && missing.length > 0) throw unconfirmed(failure, missing, before, now)
  return { status: 'applied', changes, unverified: namesOf(missing) }
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
  return restorePlan(saved, readConfig(config).environment, await keyOf(client, planKey))
}

function assertSound(plan: DeploymentPlan): void {
  const reasons = problemTexts(plan)
  if (reasons.length === 0) return
  throw refusal('plan', `The plan has problems: ${reasons.join('; ')}.`)
}

/** Returns the changes that are still to be made. A variable that changed since the plan makes it stale. */
async function pendingChanges(
  plan: DeploymentPlan,
  current: ReadonlyMap<string, string>,
): Promise<PlannedChange[]> {
  const { values, key } = planSecrets(plan)
  const left = plan.environment.changes.filter(({ name }) => current.get(name) !== values.get(name))
  const moved = await Promise.all(
    left.map(async ({ name, fingerprintBefore }) => {
      return fingerprintBefore !== (await key.fingerprint(name, current.get(name)))
    }),
  )
  const stale = namesOf(left.filter((_, index) => moved[index]))
  if (stale.length === 0) return left
  throw new StalePlanError(
    `${quoteAll(stale)} changed on ${plan.deployment} since the plan was made. Make a new plan.`,
    { url: plan.deployment, outcome: 'not-sent', names: stale },
  )
}

/** Returns the error of a lost response, if reading back does not show the change. */
function unconfirmed(
  cause: DeploymentError,
  missing: readonly EnvironmentChange[],
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string> | undefined,
): DeploymentError {
  // A removal that the server refused says itself what was done before it.
  if (cause instanceof PartialUpdateError && hadNoEffect(cause.cause)) return cause
  const moved = namesOf(missing.filter(({ name }) => now && now.get(name) !== before.get(name)))
  const status = moved.length > 0 ? 'moved' : 'unknown'
  const message =
    status === 'moved'
      ? `${quoteAll(moved)} changed meanwhile, and it is unknown if the plan was applied before that.`
      : 'The response was lost and the change does not show so far. It may still land: list again before you repeat it.'
  const { operation, url, requestId, attempts } = cause
  const about = { operation, url, requestId, attempts, outcome: 'unknown', cause } as const
  return new UnconfirmedError(message, { ...about, status, names: namesOf(missing) })
}

function namesOf(changes: readonly { readonly name: string }[]): string[] {
  return changes.map(({ name }) => name)
}
