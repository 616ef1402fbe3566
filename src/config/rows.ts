import type { SectionName } from '../errors.js'
import { sortedJson } from '../text/json.js'
import { printable, quote } from '../text/quote.js'
import { DeploymentPlan, type PlanContent, planSecrets, SECTION_NAMES } from './deployment-plan.js'
import { textOf } from './environment/desired.js'
import type { PlannedChange } from './environment/section.js'
import type { PlannedSetting } from './settings/compute.js'
import { pathOf } from './settings/section.js'

const MARKS = { create: '+', set: '±', update: '~', delete: '-', none: '=' } as const

/** One change of a plan as a person reads it, or a member that stays as it is. */
export interface PlanRow {
  readonly action: keyof typeof MARKS
  /**
   * The sign and the name, the size before and after or the settings, and the beginnings of the fingerprints of an update. The
   * name is quoted unless it is a word. Outside of the variables it is the path in the config, such as `logStreams.webhook`.
   */
  readonly cells: readonly [first: string, ...more: string[]]
}

/** Options of what a person reads of a plan. */
export interface FormatOptions {
  /**
   * Shows what stays as it is, too.
   * @default false
   */
  readonly unchanged?: boolean | undefined
  /**
   * Shows what the deployment has and the config does not name, too: it is left alone.
   * @default false
   */
  readonly unmanaged?: boolean | undefined
}

/** Options of the rows of a plan. */
export interface RowOptions extends FormatOptions {
  /** Returns true for a variable whose values are shown. */
  readonly showsValue?: ((name: string) => boolean) | undefined
}

/** Returns the changes of a plan as rows, in the order in which they are applied. */
export function planRows(plan: PlanContent, options: RowOptions = {}): PlanRow[] {
  const { showsValue } = options
  const valuesOf = showsValue && valuesIn(plan, showsValue)
  return SECTION_NAMES.flatMap(section => {
    const changes =
      section === 'environment'
        ? plan.environment.changes.map(change => variableRow(change, valuesOf))
        : plan[section].changes.map(change => settingRow(section, change))
    return [...changes, ...stayingRows(plan, section, options)]
  })
}

type Values = (name: string) => readonly (string | undefined)[] | undefined

/** Returns the values of a plan before and after, where it has them and they are to be shown. */
function valuesIn(plan: PlanContent, showsValue: (name: string) => boolean): Values {
  if (!(plan instanceof DeploymentPlan)) return () => undefined
  const { before, config } = planSecrets(plan)
  return name => (showsValue(name) ? [before.get(name), textOf(config.environment?.get(name))] : undefined)
}

function variableRow({ action, name, made, ...change }: PlannedChange, valuesOf?: Values): PlanRow {
  if (made !== undefined) return row(action, quote(name), `will be made: ${printable(made)}`)
  const values = valuesOf?.(name)?.filter(value => value !== undefined)
  const sizes = [change.bytesBefore, change.bytesAfter].filter(bytes => bytes !== undefined)
  const detail = values ? values.map(shownValue).join(' → ') : `${sizes.join('→')} B`
  const isPrinted = action === 'update' && !values
  return row(
    action,
    quote(name),
    detail,
    isPrinted ? prints(change.fingerprintBefore, change.fingerprintAfter) : '',
  )
}

function settingRow(section: SectionName, change: PlannedSetting): PlanRow {
  const { action, before = {}, after, hidden = [], keys = [] } = change
  const hiddenNames = hidden.map(({ name }) => name)
  const shown = Object.keys(after ?? before).flatMap(name => {
    const [from, to] = [before[name], after?.[name]].map(shownValue)
    const isHidden = hiddenNames.includes(name)
    if (after && from === to && !isHidden) return []
    const steps =
      action === 'delete' || from === to || from === '' ? [to || from] : [from, after ? to : 'its default']
    return `${name === change.name ? '' : `${name} `}${steps.join(' → ')}`
  })
  const notes = [
    ...keys.map(name => `${name} sent`),
    ...(change.failed ? ['restarted, as it has failed'] : []),
    ...(change.weakens ? ['counts as a removal'] : []),
  ]
  const fingerprints = hidden
    .filter(({ fingerprintBefore }) => fingerprintBefore)
    .map(one => `${quote(one.name)} ${prints(one.fingerprintBefore, one.fingerprintAfter)}`)
  return row(action, label(section, change.name), [...shown, ...notes].join(', '), fingerprints.join(', '))
}

function stayingRows(plan: PlanContent, section: SectionName, shown: RowOptions): PlanRow[] {
  const { unchanged, kept, unmanaged } = plan[section]
  const rows = (names: readonly string[], detail: string) =>
    names.map(name => row('none', label(section, name), detail))
  return [
    ...(shown.unchanged ? [...rows(unchanged, ''), ...rows(kept, 'kept and not compared')] : []),
    ...(shown.unmanaged ? rows(unmanaged, 'left alone') : []),
  ]
}

function row(action: PlanRow['action'], name: string, detail = '', fingerprints = ''): PlanRow {
  return { action, cells: [`${MARKS[action]} ${name}`, detail, fingerprints] }
}

/** Returns the name of a member as a message shows it: that of a variable, or its path in the config. Quoted unless it is of words. */
export function label(section: SectionName, name: string): string {
  if (section === 'environment') return quote(name)
  const path = pathOf(section, name)
  return /^[\w./]+$/.test(path) ? path : printable(JSON.stringify(path))
}

function shownValue(value: unknown): string {
  if (value === undefined) return ''
  return printable(typeof value === 'string' && /^\S+$/.test(value) ? value : sortedJson(value))
}

function prints(...fingerprints: readonly (string | undefined)[]): string {
  return fingerprints.map(print => printable(print?.slice(0, 4) ?? '')).join('→')
}
