import { type DeploymentClient, tokenOf } from '../client.js'
import { ForbiddenError, refusal } from '../errors.js'
import { atCaller } from '../stack.js'
import { quoteAll } from '../text/quote.js'
import { type CallOptions, readOptions } from '../transport/options.js'
import { type DeploymentConfig, readConfig } from './config.js'
import { createPlan, type DeploymentPlan } from './deployment-plan.js'
import { computePlan, isLeftOut } from './environment/compute.js'
import type { DesiredValue } from './environment/desired.js'
import type { PlanOptions } from './environment/options.js'
import { savedOptions, showSection } from './environment/section.js'
import { schemaProblems } from './environment/value-schemas.js'
import { derivePlanKey, type PlanKey } from './plan-key.js'
import { fingerprintSources } from './saved-plan.js'

/** The options of a plan, and of the calls that read the deployment for it. */
export interface PlanDeploymentOptions extends PlanOptions, CallOptions {
  /**
   * The secret that fingerprints are keyed with and the plan is sealed by: at least 32 random bytes in hex or base64,
   * such as `openssl rand -hex 32` prints. The job that applies a saved plan needs the same.
   * @default derived from the token
   */
  readonly planKey?: string | undefined
  /**
   * Reads nothing, sets every desired variable and removes none: for a token that may write but not list.
   * @default false
   */
  readonly blind?: boolean | undefined
}

/** The names of the options of a plan. */
export const PLAN_OPTIONS: Readonly<Record<keyof PlanDeploymentOptions, true>> = {
  planKey: true,
  blind: true,
  prune: true,
  maxRemovals: true,
  protect: true,
  restored: true,
  allowEmpty: true,
  allowPlaceholders: true,
  allowManaged: true,
  schema: true,
  limits: true,
  signal: true,
  timeout: true,
  retry: true,
}

const PRUNE: Readonly<Record<keyof NonNullable<PlanOptions['prune']>, true>> = { only: true }

/**
 * Plans the way to the desired state of a deployment: the changes, and the problems that prevent them. Reads only.
 * A variable that is not desired stays, unless `prune` names it.
 * @throws {InvalidInputError} for `undefined`, duplicates, unknown options, and nothing desired while `prune` is on
 * @throws {ForbiddenError} if the token may not list variables: see `blind`
 * @example
 * const plan = await planDeployment(deployment, { environment: { LOG_LEVEL: 'info', OLD_FLAG: null } })
 * for (const { action, name } of plan.environment.changes) console.log(action, name)
 */
export function planDeployment(
  client: DeploymentClient,
  config: DeploymentConfig,
  options: PlanDeploymentOptions = {},
): Promise<DeploymentPlan> {
  return atCaller(planDeployment, () => plan(client, config, options))
}

async function plan(
  client: DeploymentClient,
  config: DeploymentConfig,
  given: PlanDeploymentOptions,
): Promise<DeploymentPlan> {
  const options = readOptions(given, Object.keys(PLAN_OPTIONS), 'a plan')
  const { planKey, blind = false, schema, signal, timeout, retry } = options
  const saved = savedOptions(options)
  const { environment } = readConfig(config)
  assertScope(environment, saved)
  if (blind) assertBlind(environment, saved)
  const key = await keyOf(client, planKey)
  const current = await currentValues(client, blind, { signal, timeout, retry }).catch(hintAtBlind)
  const computed = computePlan(current, environment, saved)
  const problems = [...computed.problems, ...(await schemaProblems(computed.changes, schema))]
  const text = JSON.stringify({
    version: 1,
    deployment: key.deployment,
    keyId: key.id,
    sources: await fingerprintSources(environment, key),
    environment: await showSection({ ...computed, problems }, blind, saved, key),
  })
  return createPlan(text, await key.seal(text), environment, key)
}

/** Derives the key of a client's plans. */
export async function keyOf(client: DeploymentClient, planKey: string | undefined): Promise<PlanKey> {
  const secret = planKey ?? (await tokenOf(client))
  if (secret === undefined) {
    throw refusal(
      'planKey',
      'Pass the client itself, as `createDeploymentClient` returned it, or a `planKey`.',
    )
  }
  return derivePlanKey(client.url, planKey, secret)
}

/** Reads the values that exist. To a blind plan the deployment is empty. */
export async function currentValues(
  { env }: DeploymentClient,
  blind: boolean,
  options: CallOptions,
): Promise<Map<string, string>> {
  return new Map(blind ? [] : (await env.list(options)).map(({ name, value }) => [name, value]))
}

/** Adds the way out to the refusal of a token that may write but not list. */
function hintAtBlind(error: unknown): never {
  if (!(error instanceof ForbiddenError)) throw error
  throw new ForbiddenError(`${error.message} To set variables without listing them, pass \`blind\`.`, error)
}

function assertScope(wanted: ReadonlyMap<string, DesiredValue>, options: PlanOptions): void {
  const { prune } = options
  if (prune === undefined) return
  if (typeof prune !== 'object' || prune === null) {
    throw refusal('prune', '`prune` must be an object such as `{ only: "STRIPE_*" }`.')
  }
  readOptions(prune, Object.keys(PRUNE), '`prune`')
  if (![...wanted.keys()].every(name => isLeftOut(name, options))) return
  throw refusal(
    'prune',
    'Nothing is desired and `prune` is on: that would remove all of its scope. Name what to remove with null.',
  )
}

function assertBlind(wanted: ReadonlyMap<string, DesiredValue>, { prune }: PlanOptions): void {
  const unknowable = [...wanted].filter(([, value]) => typeof value !== 'string').map(([name]) => name)
  if (!prune && unknowable.length === 0) return
  const what = prune ? '`prune`' : quoteAll(unknowable)
  throw refusal('blind', `A blind plan only sets: it neither removes nor creates only. Leave out ${what}.`)
}
