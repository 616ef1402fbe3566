import type { PlanDeploymentOptions } from '../../config/index.js'
import { usage } from '../refusal.js'
import type { Session } from '../session.js'

/** The flags that a plan is made by, and that a saved one has in it. */
export const PLAN_FLAGS = [
  'prune',
  'maxRemovals',
  'allowEmpty',
  'allowPlaceholders',
  'allowManaged',
  'blind',
] as const

/** What the flags say about how a plan is made. */
export function planOptions({ flags, environment, interruption }: Session): PlanDeploymentOptions {
  const only = flags.list('only')
  if (flags.on('prune') && only.length === 0) {
    throw usage('--prune goes with --only: name what it may remove, such as --only "STRIPE_*".')
  }
  return {
    ...(flags.on('prune') && { prune: { only } }),
    maxRemovals: flags.whole('maxRemovals'),
    protect: flags.list('except'),
    allowEmpty: flags.on('allowEmpty'),
    allowPlaceholders: flags.on('allowPlaceholders'),
    allowManaged: flags.on('allowManaged'),
    blind: flags.on('blind'),
    planKey: planKey(environment),
    signal: interruption.signal,
  }
}

/** The secret that a plan is sealed with where it is saved by one job and applied by another with another key. */
export function planKey(environment: NodeJS.ProcessEnv): string | undefined {
  return environment.CONVEX_PLAN_KEY || undefined
}
