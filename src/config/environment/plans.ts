import {
  type DeploymentError,
  ForbiddenError,
  InvalidInputError,
  isDeploymentError,
  PartialUpdateError,
  StalePlanError,
  UnconfirmedError,
} from '../../errors.js'
import { type EnvironmentBackend, isRefused } from '../../resources/environment/backend.js'
import type { EnvironmentChange } from '../../resources/environment/changes.js'
import type { CallOptions } from '../../transport/settings.js'
import { type DesiredEnvironment, type DesiredValue, readDesired } from './desired.js'
import {
  EnvironmentPlan,
  type PlannedChange,
  type SavedPlan,
  savedOptions,
  sealPlan,
  secretsOf,
} from './environment-plan.js'
import { computePlan, isLeftOut, type PlanOptions } from './plan.js'
import { derivePlanKey } from './plan-key.js'
import { assertDeployment, restorePlan } from './saved-plan.js'
import { schemaProblems } from './value-schemas.js'

/** Options of a plan, and of the call that reads the variables for it. */
export interface EnvironmentPlanOptions extends PlanOptions, CallOptions {
  /**
   * The secret that fingerprints are keyed with and the plan is sealed by, of at least 16 characters. The job that
   * applies a saved plan needs the same.
   * @default derived from the token
   */
  readonly planKey?: string | undefined
  /**
   * For a token that may write but not list: nothing is read, every desired variable is set, nothing is removed.
   * @default false
   */
  readonly blind?: boolean | undefined
}

/** Options of an apply. */
export interface ApplyOptions extends CallOptions {
  /** Is given the values that are about to be lost, by name, before anything is sent; what it throws stops the apply. */
  readonly onBackup?: ((values: ReadonlyMap<string, string>) => void | Promise<void>) | undefined
  /** For a saved plan, which holds no values: the same sources that it was made from. */
  readonly desired?: DesiredEnvironment | undefined
  /**
   * For a saved plan: the secret that it was made with.
   * @default derived from the token
   */
  readonly planKey?: string | undefined
}

/** What an apply came to. */
export interface ApplyResult {
  /** `unchanged` where there was nothing left to do, and nothing was sent. */
  readonly status: 'applied' | 'unchanged'
  /** What was changed. */
  readonly changes: readonly PlannedChange[]
  /** The changes that reading back did not show: the list may leave variables out, or could not be read. */
  readonly unverified: readonly string[]
}

/** What planning and applying need of a client. */
export interface PlanningContext {
  readonly backend: EnvironmentBackend
  /** The deployment's origin. */
  readonly deployment: string
  readonly token: () => Promise<string>
}

/** Plans the way to the desired variables. Reads, unless blind; writes nothing. */
export async function planEnvironment(
  { backend, deployment, token }: PlanningContext,
  desired: DesiredEnvironment,
  { planKey, blind = false, schema, signal, timeout, retry, ...given }: EnvironmentPlanOptions,
): Promise<EnvironmentPlan> {
  const options = savedOptions(given)
  const wanted = readDesired(desired)
  if (options.prune && [...wanted.keys()].every(name => isLeftOut(name, options))) {
    throw new InvalidInputError(
      'Nothing is desired and `prune` is on: that would remove all of its scope. Name what to remove with null.',
    )
  }
  if (blind) assertBlind(wanted, options)
  const key = await derivePlanKey(deployment, planKey, token)
  const current = await look(backend, blind, { signal, timeout, retry }).catch(hintAtBlind)
  const computed = computePlan(current, wanted, options)
  const problems = [...computed.problems, ...(await schemaProblems(computed.changes, schema))]
  return sealPlan({ ...computed, problems }, { blind, options, desired: wanted }, key)
}

/** The values that are; to a blind plan the deployment is empty. */
async function look(
  backend: EnvironmentBackend,
  blind: boolean,
  options: CallOptions,
): Promise<Map<string, string>> {
  return new Map(blind ? [] : (await backend.list(options)).map(({ name, value }) => [name, value]))
}

/** A token may write without being allowed to list: the refusal says how to go on. */
function hintAtBlind(error: unknown): never {
  if (!(error instanceof ForbiddenError)) throw error
  throw new ForbiddenError(`${error.message} To set variables without listing them, pass \`blind\`.`, error)
}

function assertBlind(wanted: ReadonlyMap<string, DesiredValue>, { prune }: PlanOptions): void {
  const unknowable = [...wanted].filter(([, value]) => typeof value !== 'string').map(([name]) => name)
  if (!prune && unknowable.length === 0) return
  const what = prune ? '`prune`' : unknowable.join(', ')
  throw new InvalidInputError(`A blind plan sets, and neither removes nor creates only: leave out ${what}.`)
}

/** Brings a deployment to what a plan says. Reads, then sends one request or none, then reads back. */
export async function applyEnvironmentPlan(
  context: PlanningContext,
  given: EnvironmentPlan | SavedPlan | string,
  { onBackup, desired, planKey, ...options }: ApplyOptions,
): Promise<ApplyResult> {
  const { backend, deployment } = context
  const plan = given instanceof EnvironmentPlan ? given : await restore(context, given, desired, planKey)
  assertDeployment(plan, deployment)
  assertSound(plan)
  const before = await look(backend, plan.blind, options)
  const changes = await pending(plan, before)
  if (changes.length === 0) return { status: 'unchanged', changes, unverified: [] }
  const touched = new Set(names(changes))
  const lost = new Map([...before].filter(([name]) => touched.has(name)))
  if (lost.size > 0) await onBackup?.(lost)
  const { values } = secretsOf(plan)
  const wanted = changes.map(({ name }) => ({ name, value: values.get(name) ?? null }))
  const failure = await backend.update(wanted, options).catch((error: unknown) => {
    if (plan.blind || !isDeploymentError(error) || isRefused(error)) throw error
    return error
  })
  const now = await look(backend, plan.blind, options).catch(() => undefined)
  const missing = wanted.filter(({ name, value }) => !now || (now.get(name) ?? null) !== value)
  if (failure && missing.length > 0) throw unconfirmed(failure, missing, before, now)
  return { status: 'applied', changes, unverified: names(missing) }
}

async function restore(
  { deployment, token }: PlanningContext,
  saved: unknown,
  desired: DesiredEnvironment | undefined,
  planKey: string | undefined,
): Promise<EnvironmentPlan> {
  if (desired === undefined) {
    throw new InvalidInputError('A saved plan holds no values: pass the same sources again as `desired`.')
  }
  return restorePlan(saved, readDesired(desired), await derivePlanKey(deployment, planKey, token))
}

function assertSound({ problems }: EnvironmentPlan): void {
  if (problems.length === 0) return
  const reasons = problems.map(({ name, message }) => (name === undefined ? message : `${name} ${message}`))
  throw new InvalidInputError(`Nothing was written, the plan has problems: ${reasons.join('; ')}.`)
}

/** The changes that are still to be made; what has moved elsewhere since the plan makes it stale. */
async function pending(
  plan: EnvironmentPlan,
  current: ReadonlyMap<string, string>,
): Promise<PlannedChange[]> {
  const { values, key } = secretsOf(plan)
  const left = plan.changes.filter(({ name }) => current.get(name) !== values.get(name))
  const moved = await Promise.all(
    left.map(async ({ name, fingerprintBefore }) => {
      return fingerprintBefore !== (await key.fingerprint(name, current.get(name)))
    }),
  )
  const stale = names(left.filter((_, index) => moved[index]))
  if (stale.length === 0) return left
  throw new StalePlanError(
    `Nothing was written: ${stale.join(', ')} changed on ${plan.deployment} since the plan was made. Make a new plan.`,
    { url: plan.deployment, outcome: 'not-sent', names: stale },
  )
}

/** What is known where an answer was lost, and reading back does not show the change. */
function unconfirmed(
  cause: DeploymentError,
  missing: readonly EnvironmentChange[],
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string> | undefined,
): DeploymentError {
  // A removal that the server refused tells itself what was done before it.
  if (cause instanceof PartialUpdateError && isRefused(cause.cause)) return cause
  const moved = names(missing.filter(({ name }) => now && now.get(name) !== before.get(name)))
  const status = moved.length > 0 ? 'moved' : 'unknown'
  const message =
    status === 'moved'
      ? `${moved.join(', ')} changed meanwhile, and it is unknown whether the plan was applied before that.`
      : 'The answer was lost and the change does not show so far; it may still land. List again before you repeat it.'
  const { operation, url, requestId, attempts } = cause
  const about = { operation, url, requestId, attempts, outcome: 'unknown', cause } as const
  return new UnconfirmedError(message, { ...about, status, names: names(missing) })
}

function names(changes: readonly { readonly name: string }[]): string[] {
  return changes.map(({ name }) => name)
}
