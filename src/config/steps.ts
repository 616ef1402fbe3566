import { type ApplyStep, isDeploymentError, PartialUpdateError, type SectionName } from '../errors.js'
import { type DeploymentPlan, SECTION_NAMES } from './deployment-plan.js'
import { pathOf } from './settings/section.js'

/** Records what an apply has done about each change of a plan, in their order. */
export class Steps {
  readonly #steps = new Map<string, ApplyStep>()

  /** @param isPending returns true for a change that is still to be made */
  constructor(plan: DeploymentPlan, isPending: (section: SectionName, name: string) => boolean) {
    for (const section of SECTION_NAMES)
      for (const { action, name } of plan[section].changes) {
        const status = isPending(section, name) ? 'not-sent' : 'unchanged'
        this.#steps.set(`${section} ${name}`, { section, name, action, status })
      }
  }

  /** Records what became of a change. */
  mark(section: SectionName, name: string, result: Pick<ApplyStep, 'status' | 'note'>): void {
    const step = this.#steps.get(`${section} ${name}`)
    const { status, note } = result
    if (step) this.#steps.set(`${section} ${name}`, { ...step, status, ...(note && { note }) })
  }

  list(): ApplyStep[] {
    return [...this.#steps.values()]
  }

  /**
   * Returns the error of an apply that was stopped: the one that stopped it if that says all, because nothing was written,
   * or everything, or there was one request to make. In any other case, one that tells of each step.
   */
  errorOf(cause: unknown, url: string): unknown {
    const steps = this.list().filter(({ status }) => status !== 'unchanged')
    const isOneRequest = steps.length === 1 || steps.every(({ section }) => section === 'environment')
    const is = (wanted: ApplyStep['status']) => steps.filter(({ status }) => status === wanted)
    const [done, unknown] = [is('done'), is('unknown')]
    if (isOneRequest || done.length === steps.length || done.length + unknown.length === 0) return cause
    const { operation, requestId } = isDeploymentError(cause) ? cause : {}
    return new PartialUpdateError(
      `The plan was applied in part. ${sentences(steps)} Remove the cause, then plan and apply again. See \`cause\`.`,
      { operation, url, requestId, outcome: 'unknown', applied: pathsOf(done), steps: this.list(), cause },
    )
  }
}

const TEXTS: Readonly<Record<string, string>> = {
  done: 'Done',
  unknown: 'May have taken effect',
  rejected: 'Refused',
  'not-sent': 'Not sent',
}

/** Returns a sentence for each status, with the paths of the steps. */
function sentences(steps: readonly ApplyStep[]): string {
  return Object.entries(TEXTS)
    .map(([status, text]) => [text, pathsOf(steps.filter(step => step.status === status))] as const)
    .flatMap(([text, paths]) => (paths.length > 0 ? `${text}: ${paths.join(', ')}.` : []))
    .join(' ')
}

function pathsOf(steps: readonly ApplyStep[]): string[] {
  return steps.map(({ section, name }) => pathOf(section, name))
}
