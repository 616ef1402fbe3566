import { createOnly, type DeploymentConfig, type PlanDeploymentOptions } from '../../config/index.js'
import type { EnvironmentRecord } from '../../connection/environment.js'
import { matcher } from '../../resources/environment/names.js'
import { isManagedByConvex } from '../../text/convex-names.js'
import { quoteAll } from '../../text/quote.js'
import type { Invocation } from '../command.js'
import { group, type OptionsIn, on, patterns, whole } from '../flags.js'
import { refused, usage } from '../refusal.js'
import { styled } from '../terminal/line.js'
import type { SourceEntry } from './sources.js'

export const SCOPE = group('Which variables:', {
  only: patterns('touch only these names: NAME, or A_*,B_? and so on; may be repeated'),
  except: patterns('leave these names alone'),
})

export const RULES = group('Rules:', {
  prune: on('remove what the source does not have, within --only'),
  allowRemovals: on('remove what is null in the source'),
  maxRemovals: whole('<n>', 'refuse to remove more than this (5)'),
  createOnly: patterns('set these only if they do not exist'),
  allowEmpty: on('accept empty values, and a source without a variable'),
  allowPlaceholders: on('accept references, masks and placeholders, such as ******'),
  allowManaged: on("include the names that Convex's own tools manage"),
  blind: on('read nothing: for a key that may write but not list'),
})

export type ScopeOptions = OptionsIn<typeof SCOPE>
export type RuleOptions = OptionsIn<typeof RULES | typeof SCOPE>

/** The flags that a plan is made by. A saved plan has them in it. Its config has `--prune`, as it has the source. */
export const PLAN_FLAGS = [
  'maxRemovals',
  'allowEmpty',
  'allowPlaceholders',
  'allowManaged',
  'blind',
] as const satisfies readonly (keyof RuleOptions)[]

/** Returns a function that is true for a variable that `--only` and `--except` let a command touch. */
export function scopeOf({ only, except }: ScopeOptions): (name: string) => boolean {
  const inScope = matcher('--only', only)
  const spared = matcher('--except', except)
  return name => (only === undefined || inScope(name)) && !spared(name)
}

/** The parts of a plan that the command line decides. */
interface Desired {
  readonly config: DeploymentConfig
  readonly rules: PlanDeploymentOptions
}

/** Refuses flags that do not go together. Called before anything is read: no other advice helps until then. */
export function assertRules(options: RuleOptions): void {
  if (options.prune && !options.only?.length) {
    throw usage('--prune goes with --only: name what it may remove, such as --only "STRIPE_*".')
  }
  scopeOf(options)
  matcher('--create-only', options.createOnly)
}

/** Returns the desired variables, within what the flags let them touch, and the rules of the plan for them. Notes if none are left. */
export function desiredFrom(
  entries: readonly SourceEntry[],
  { options, host, terminal, interruption: { signal } }: Invocation<RuleOptions>,
): Desired {
  const { prune, only = [], except = [], maxRemovals, allowEmpty, allowPlaceholders } = options
  const { allowManaged, allowRemovals, blind } = options
  const isInScope = scopeOf(options)
  const once = matcher('--create-only', options.createOnly)
  const chosen = entries.filter(({ name }) => isInScope(name))
  if (prune && chosen.every(({ name }) => !allowManaged && isManagedByConvex(name))) {
    throw refused('The source has none of the names of --only, and --prune would remove all of them.')
  }
  if (chosen.length === 0 && entries.length > 0) {
    const note = `Of the ${entries.length} variables of the source, --only and --except leave none.`
    terminal.note(styled('yellow', note))
  }
  const removals = chosen.filter(({ value }) => value === null).map(({ name }) => name)
  if (removals.length > 0 && !allowRemovals) {
    throw refused(`The source removes ${quoteAll(removals)} by null: pass --allow-removals to allow it.`, {
      add: [['--allow-removals']],
    })
  }
  const environment = new Map(
    chosen.map(({ name, value }) => [name, value !== null && once(name) ? createOnly(value) : value]),
  )
  const planKey = planKeyOf(host.environment)
  // A name that no deployment can hold is a problem by itself, and no pattern.
  const restored = chosen.flatMap(entry => (entry.restored && /^\w+$/.test(entry.name) ? [entry.name] : []))
  const allowed = { maxRemovals, allowEmpty, allowPlaceholders, allowManaged }
  const rules = {
    protect: except,
    ...(restored.length > 0 && { restored }),
    ...allowed,
    blind,
    planKey,
    signal,
  }
  return { config: { environment, ...(prune && { prune: only }) }, rules }
}

/** Returns the secret that seals a plan which one job saves and another applies with another key. */
export function planKeyOf(environment: EnvironmentRecord): string | undefined {
  return environment.CONVEX_PLAN_KEY || undefined
}
