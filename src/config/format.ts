import type { SectionName } from '../errors.js'
import { sortedJson } from '../text/json.js'
import { printable, quote } from '../text/quote.js'
import { type PlanContent, problemsOf, SECTION_NAMES } from './deployment-plan.js'
import type { PlannedChange } from './environment/section.js'
import type { PlannedSetting } from './settings/compute.js'
import { pathOf } from './settings/section.js'

const MARKS = { create: '+', set: '±', update: '~', delete: '-', none: '=' } as const

/** One change of a plan as a person reads it, or a member that stays as it is. */
interface PlanRow {
  readonly section: SectionName
  readonly mark: string
  readonly action: keyof typeof MARKS
  /** The name, quoted unless it is a word. Outside of the variables, the path in the config, such as `logStreams.webhook`. */
  readonly name: string
  /** The size before and after, such as `3→4 B`, or the settings, such as `limit 10 → 20`. */
  readonly detail: string
  /** The beginnings of the fingerprints of an update. */
  readonly fingerprints: string
}

/** Options of what a person reads of a plan. */
export interface FormatOptions {
  /**
   * Shows what stays as it is, too.
   * @default false
   */
  readonly unchanged?: boolean | undefined
}

/** Returns the changes of a plan as rows: those that remove something are last. */
export function planRows(plan: PlanContent, { unchanged = false }: FormatOptions = {}): PlanRow[] {
  const rows = SECTION_NAMES.flatMap(section => {
    const changes =
      section === 'environment'
        ? plan.environment.changes.map(variableRow)
        : plan[section].changes.map(change => settingRow(section, change))
    return unchanged ? [...changes, ...stayingRows(plan, section)] : changes
  })
  const isLast = ({ action }: PlanRow) => action === 'delete'
  return [...rows.filter(row => !isLast(row)), ...rows.filter(isLast)]
}

function variableRow({ action, name, ...change }: PlannedChange): PlanRow {
  const sizes = [change.bytesBefore, change.bytesAfter].filter(bytes => bytes !== undefined)
  const fingerprints = action === 'update' ? prints(change.fingerprintBefore, change.fingerprintAfter) : ''
  const detail = `${sizes.join('→')} B`
  return { section: 'environment', mark: MARKS[action], action, name: quote(name), detail, fingerprints }
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
  return {
    section,
    mark: MARKS[action],
    action,
    name: label(section, change.name),
    detail: [...shown, ...notes].join(', '),
    fingerprints: fingerprints.join(', '),
  }
}

function stayingRows(plan: PlanContent, section: SectionName): PlanRow[] {
  const { unchanged, kept } = plan[section]
  const row = (name: string, detail: string): PlanRow => {
    return { section, mark: MARKS.none, action: 'none', name: label(section, name), detail, fingerprints: '' }
  }
  return [...unchanged.map(name => row(name, '')), ...kept.map(name => row(name, 'kept'))]
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

/** Returns the problems of a plan, a sentence each. */
export function problemTexts(plan: PlanContent): string[] {
  return problemsOf(plan).map(({ section, name, kind, message }) => {
    if (name !== undefined) return `${label(section, name)} ${printable(message)}`
    // What counts removals, variables or bytes is a sentence by itself.
    return kind.startsWith('too-many') ? printable(message) : `${section} ${printable(message)}`
  })
}

/** Returns the remarks of a plan, a sentence each. */
export function remarkTexts(plan: PlanContent): string[] {
  const values = plan.environment.remarks.map(({ name, message }) => `${quote(name)} ${printable(message)}`)
  const uncompared = SECTION_NAMES.flatMap(section =>
    section === 'environment'
      ? []
      : plan[section].uncompared.map(({ name, settings }) => {
          const hint = section === 'logStreams' ? ': see `resendKeys`' : ''
          const what = settings.map(setting => quote(setting)).join(', ')
          return `${label(section, name)}: ${what} could not be compared, as the deployment does not tell it${hint}`
        }),
  )
  return [...values, ...uncompared]
}

/** Returns the variables that a plan leaves out, a sentence each. */
export function leftOutTexts({ environment }: PlanContent): string[] {
  return environment.leftOut.map(name => `${quote(name)} is left out: Convex's own tools manage it`)
}

/** Returns the number of changes by kind, over all sections. */
export function countChanges(plan: PlanContent) {
  const actions = SECTION_NAMES.flatMap(section => plan[section].changes.map(({ action }) => action))
  const count = (wanted: PlannedChange['action']) => actions.filter(action => action === wanted).length
  return { create: count('create'), set: count('set'), update: count('update'), delete: count('delete') }
}

/** Returns the changes of a plan in a sentence, such as `Plan: 3 to create, 1 to change, 0 to remove.` */
function summary(plan: PlanContent): string {
  const count = countChanges(plan)
  if (plan.environment.blind) return `Plan: ${count.set} to set, without reading what exists.`
  return `Plan: ${count.create} to create, ${count.update + count.set} to change, ${count.delete} to remove.`
}

/** The line above the changes that remove something. */
const REMOVALS = 'To remove:'

/**
 * Formats a plan as text for a person: a line per change with its sign and name, then what is removed, the remarks and the
 * problems, and a sum. Of a variable it shows the size, of a setting what it was and will be, of the address of a log stream
 * host and port, and of other secrets fingerprints. It shows no value of a variable and no key.
 * @example
 * console.log(formatPlan(plan))
 * // + FEATURE_X                              2 B
 * // ~ usageLimits.databaseIoGb/day/warning   limit 10 → 20, counts as a removal
 * // To remove:
 * // - OLD_FLAG                               1 B
 * // Plan: 1 to create, 1 to change, 1 to remove.
 */
export function formatPlan(plan: PlanContent, options: FormatOptions = {}): string {
  const rows = planRows(plan, options)
  const width = Math.max(0, ...rows.map(({ name }) => name.length))
  const lines = rows.map(({ mark, name, detail, fingerprints }) =>
    `${mark} ${name.padEnd(width)}  ${[detail, fingerprints].filter(Boolean).join('  ')}`.trimEnd(),
  )
  const firstRemoval = rows.findIndex(({ action }) => action === 'delete')
  if (firstRemoval >= 0) lines.splice(firstRemoval, 0, REMOVALS)
  return [
    ...lines,
    ...leftOutTexts(plan).map(text => `! ${text}`),
    ...remarkTexts(plan).map(text => `Remark: ${text}`),
    ...problemTexts(plan).map(text => `Problem: ${text}`),
    summary(plan),
  ].join('\n')
}
