import type { ApplyResult, DeploymentPlan } from '../../config/index.js'
import { deploymentData } from '../deployment/data.js'
import type { Target } from '../deployment/deployment.js'
import { failureOf } from '../failure.js'
import { columns, type Line, styled } from '../terminal/line.js'
import { countsOf, problemLines } from './plan-lines.js'

/** One of several deployments, and what became of it so far. */
export interface Member {
  readonly label: string
  readonly target?: Target
  readonly plan?: DeploymentPlan
  readonly result?: ApplyResult
  readonly error?: unknown
}

/** Several deployments, a row each: which, of what type, what would change, and what speaks against it. */
export function tableOf(members: readonly Member[]): Line[] {
  return columns(members.map(row))
}

/** Several deployments, a row each: what became of it. */
export function resultsOf(members: readonly Member[]): Line[] {
  return columns(
    members.map(({ label, result, error }) => {
      if (error !== undefined)
        return [styled('bold', label), styled('red', 'failed'), failureOf(error).message]
      const { status = '', unverified = [] } = result ?? {}
      const unseen = unverified.length > 0 ? `Reading back did not show: ${unverified.join(', ')}.` : ''
      return [styled('bold', label), styled(status === 'applied' ? 'green' : 'dim', status), unseen]
    }),
  )
}

/** One deployment as `--json` tells of it. */
export function memberData({ label, target, plan, result, error }: Member): object {
  const failure = error === undefined ? undefined : failureOf(error)
  return {
    deployment: target ? deploymentData(target) : { name: label },
    ...(result
      ? { status: result.status, changes: result.changes, unverified: result.unverified }
      : plan && { plan }),
    ...(failure && {
      error: {
        ...failure.data,
        exitCode: failure.exitCode,
        message: failure.message,
        written: failure.written,
      },
    }),
  }
}

function row({ label, target, plan, error }: Member) {
  const type = target?.identity.type ?? '?'
  if (error !== undefined)
    return [styled('bold', label), type, styled('red', 'failed'), failureOf(error).message]
  if (plan === undefined) return [styled('bold', label), type, '', '']
  const counts = plan.isEmpty ? styled('dim', 'no changes') : countsOf(plan.environment)
  const problems = problemLines(plan).join('; ')
  return [
    styled('bold', label),
    type,
    counts,
    problems === '' ? styled('dim', namesOf(plan.environment)) : styled('red', problems),
  ]
}

function namesOf({ changes }: { readonly changes: readonly { readonly name: string }[] }): string {
  const names = changes.map(({ name }) => name)
  return names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(' ')} …` : names.join(' ')
}

const MOST_NAMES = 4
