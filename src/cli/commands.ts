import { check } from './check/check.js'
import type { Command } from './command.js'
import { completion } from './completion.js'
import { envApply } from './env/apply.js'
import { envCopy } from './env/copy.js'
import { envGet, envList } from './env/list.js'
import { envPlan } from './env/plan.js'
import { envPull } from './env/pull.js'
import { envRun } from './env/run.js'
import { envSet } from './env/set.js'
import { envUnset } from './env/unset.js'
import { fake } from './fake.js'
import { importCommand } from './plan/import.js'
import { wholeCommands } from './plan/whole.js'
import { defaultsCommands } from './platform/defaults.js'
import { platformCommands } from './platform/deployments.js'
import { auditLog } from './settings/audit-log.js'
import { deploymentCommands } from './settings/deployment.js'
import { logStreamCommands } from './settings/log-streams.js'
import { usage } from './settings/usage.js'
import { usageLimitCommands } from './settings/usage-limits.js'

/**
 * Every command. Their files are loaded together, as one file is loaded sooner than several: what only one command needs and
 * takes time to load is imported where that command uses it.
 */
export const commands: readonly Command[] = [
  envList,
  envGet,
  envSet,
  envUnset,
  envPull,
  envPlan,
  envApply,
  envCopy,
  envRun,
  ...wholeCommands,
  importCommand,
  check,
  ...deploymentCommands,
  ...logStreamCommands,
  usage,
  ...usageLimitCommands,
  auditLog,
  ...platformCommands,
  ...defaultsCommands,
  fake,
  completion(() => commands),
]
