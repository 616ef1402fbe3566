import { type DeploymentClient, tokenOf } from '../client.js'
import { type ApiError, ForbiddenError, refusal } from '../errors.js'
import type { CreateLogStream } from '../resources/log-streams.js'
import { atCaller } from '../stack.js'
import { quoteAll } from '../text/quote.js'
import { type CallOptions, readOptions } from '../transport/options.js'
import { type DeploymentConfig, type ReadConfig, readConfig } from './config.js'
import { createPlan, type DeploymentPlan, SECTION_NAMES } from './deployment-plan.js'
import { computePlan, excessRemovals, isLeftOut } from './environment/compute.js'
import { Literal } from './environment/literal.js'
import type { PlanOptions } from './environment/options.js'
import { type Computed, savedOptions, showSection } from './environment/section.js'
import { schemaProblems } from './environment/value-schemas.js'
import { assertExpected } from './expected.js'
import { derivePlanKey, type PlanKey } from './plan-key.js'
import { readState, refusalProblems } from './reading.js'
import { fingerprintSources } from './saved-plan.js'
import { type ComputedSettings, countRemovals, showSettings } from './settings/compute.js'
import { computeSections } from './settings/compute-all.js'
import { logStreams } from './settings/log-streams.js'

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
  /**
   * Sends the keys of log streams that exist, such as `apiKey`, though they cannot be compared: of all streams of the
   * config, or of these kinds. Without it they are sent when a stream is created, and when it has failed.
   * @default false
   */
  readonly resendKeys?: boolean | readonly CreateLogStream['logStreamType'][] | undefined
}

/** The names of the options of a plan. */
export const PLAN_OPTIONS: Readonly<Record<keyof PlanDeploymentOptions, true>> = {
  planKey: true,
  blind: true,
  resendKeys: true,
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

/**
 * Plans the way to the desired state of a deployment: the changes, and the problems that prevent them. Reads only, with one
 * request for each section of the config, except that `paused` has none; one more if `expect` is a type. What the config
 * does not name stays, unless it is a variable that `prune` names.
 * @throws {InvalidInputError} for `undefined`, duplicates, unknown options, nothing desired while `prune` is on, and a
 *   deployment that `expect` does not expect
 * @throws {ForbiddenError} if the token may not list variables, and the config has nothing else: see `blind`. In other
 *   cases a section that may not be read is a problem of the plan.
 * @example
 * const plan = await planDeployment(deployment, {
 *   environment: { LOG_LEVEL: 'info', OLD_FLAG: null },
 *   logStreams: { webhook: { url: 'https://logs.example.com', format: 'jsonl' } },
 * })
 * console.log(formatPlan(plan))
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
  given: DeploymentConfig,
  givenOptions: PlanDeploymentOptions,
): Promise<DeploymentPlan> {
  const options = readOptions(givenOptions, Object.keys(PLAN_OPTIONS), 'a plan')
  const { planKey, blind = false, schema, resendKeys, signal, timeout, retry } = options
  const saved = savedOptions(options)
  const config = readConfig(given)
  assertScope(config, saved)
  if (blind) assertBlind(config)
  const sendsKeys = readResendKeys(resendKeys)
  const call = { signal, timeout, retry }
  const token = await tokenOf(client)
  const key = await keyOf(client, planKey, token)
  await assertExpected(client, config.expect, call)
  const names = SECTION_NAMES.filter(
    name => config.settings.has(name) || (name === 'environment' && config.environment),
  )
  const state = await readState(client, blind ? [] : names, call)
  const { variables, refused } = state
  const denied = refused.get('environment')
  // A plan of variables alone has a way out.
  if (denied && names.length === 1) throw hintAtBlind(denied)
  const sections = await computeSections(config.settings, state, sendsKeys, { ...options, token })
  const removals = sections.reduce((sum, section) => sum + countRemovals(section), 0)
  const computed = computePlan(variables, denied ? {} : config, { ...saved, token }, removals)
  const problems = [
    ...refusalProblems(denied),
    ...computed.problems,
    ...(await schemaProblems(computed.changes, schema)),
  ]
  const text = JSON.stringify({
    version: 2,
    deployment: key.deployment,
    keyId: key.id,
    sources: await fingerprintSources(config, key),
    sections: names,
    environment: await showSection({ ...computed, problems }, blind, saved, key),
    ...(await showAll(guarded(sections, removals, computed, saved), key)),
  })
  const before = new Map(computed.changes.map(change => [change.name, change.before]))
  return createPlan(text, await key.seal(text), config, key, before)
}

/** Adds the problem of too many removals to the first section that has one, unless it is that of the variables. */
function guarded(
  sections: readonly ComputedSettings[],
  removals: number,
  { changes }: Computed,
  options: PlanOptions,
): readonly ComputedSettings[] {
  const first = sections.find(section => countRemovals(section) > 0)
  if (first === undefined || changes.some(({ action }) => action === 'delete')) return sections
  const problems = [...first.problems, ...excessRemovals(0, removals, options)]
  return sections.map(section => (section === first ? { ...first, problems } : section))
}

async function showAll(sections: readonly ComputedSettings[], key: PlanKey): Promise<object> {
  const shown = sections.map(
    async computed => [computed.section.name, await showSettings(computed, key)] as const,
  )
  return Object.fromEntries(await Promise.all(shown))
}

/**
 * Derives the key of a client's plans.
 * @param token the client's token, if it was asked for already: a function that returns it may be slow
 */
export async function keyOf(
  client: DeploymentClient,
  planKey: string | undefined,
  token?: string,
): Promise<PlanKey> {
  const secret = planKey ?? token ?? (await tokenOf(client))
  if (secret === undefined) {
    throw refusal(
      'planKey',
      'Pass the client itself, as `createDeploymentClient` returned it, or a `planKey`.',
    )
  }
  return derivePlanKey(client.url, planKey, secret)
}

/** Adds the way out to the refusal of a token that may write but not list. */
function hintAtBlind(error: ApiError): ApiError {
  if (!(error instanceof ForbiddenError)) return error
  return new ForbiddenError(`${error.message} To set variables without listing them, pass \`blind\`.`, error)
}

function readResendKeys(given: PlanDeploymentOptions['resendKeys'] = false): (kind: string) => boolean {
  if (typeof given === 'boolean') return () => given
  const kinds: readonly string[] = Array.isArray(given) ? given : ['']
  const unknown = kinds.find(kind => logStreams.keysOf(kind).length === 0)
  if (unknown === undefined) return kind => kinds.includes(kind)
  throw refusal(
    'resendKeys',
    '`resendKeys` must be true, or a list of kinds of log streams that have a key, such as `axiom`.',
  )
}

function assertScope({ environment = new Map(), prune }: ReadConfig, options: PlanOptions): void {
  if (prune === undefined || ![...environment.keys()].every(name => isLeftOut(name, options))) return
  throw refusal(
    'prune',
    'Nothing is desired and `prune` is on: that would remove all of its scope. Name what to remove with null.',
  )
}

function assertBlind({ environment, prune, settings }: ReadConfig): void {
  if (settings.size > 0) {
    const others = quoteAll(settings.keys())
    throw refusal('blind', `A blind plan sets variables, and nothing else. Leave out ${others}.`)
  }
  const unknowable = [...(environment ?? [])]
    .filter(([, value]) => typeof value !== 'string' && !(value instanceof Literal))
    .map(([name]) => name)
  if (!prune && unknowable.length === 0) return
  const what = prune ? '`prune`' : quoteAll(unknowable)
  throw refusal('blind', `A blind plan only sets: it neither removes nor creates only. Leave out ${what}.`)
}
