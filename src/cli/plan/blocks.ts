import { type DeploymentPlan, planSecrets } from '../../config/deployment-plan.js'
import { textOf } from '../../config/environment/desired.js'
import { countChanges, sumOf } from '../../config/format.js'
import { textOfState } from '../../config/settings/section.js'
import { quoteAll } from '../../text/quote.js'
import { indented, type Line, numeral, styled } from '../terminal/line.js'
import { hasUnmanaged, planLines, problemLines, type Showing } from './lines.js'
import { FEW, isPlanned, listOf, type Member, type Planned, vanishedLine } from './members.js'
import { messageOf } from './result.js'

/**
 * Shows the plans of several deployments, and their sum. Those without changes share a line. Of many, equal plans are shown
 * once, so that a person can look at all of them.
 */
export function planBlocks(members: readonly Member[], showing: Showing): Line[] {
  const planned = members.filter(isPlanned)
  const isSame = ({ plan }: Planned) =>
    plan.isEmpty &&
    plan.problems.length === 0 &&
    !showing.unchanged &&
    !(showing.unmanaged && hasUnmanaged(plan))
  const same = planned.filter(isSame)
  const changing = planned.filter(({ plan }) => !plan.isEmpty)
  const where = `, on ${numeral(changing.length)} of ${numeral(members.length)} deployments`
  const plans = planned.map(({ plan }) => plan)
  const shown = members.filter(member => !(isPlanned(member) && isSame(member)))
  const groups = members.length > FEW ? groupsOf(shown, showing) : shown.map((member): Group => [member])
  return [
    ...groups.flatMap(group => block(group, showing)),
    ...(same.length > 0 ? [styled('dim', `No changes: ${listOf(same)}`)] : []),
    ...(plans.length > 0 ? [sumOf(plans, where)] : []),
  ]
}

/** Deployments that are shown as one: at least one. */
type Group = readonly [Member, ...Member[]]

/** Groups those whose plans a person reads alike. Values may differ, if they are not shown: the block says so. */
function groupsOf(members: readonly Member[], showing: Showing): Group[] {
  const groups = new Map<string, [Member, ...Member[]]>()
  for (const member of members) {
    const key = isPlanned(member) ? shownOf(member, showing) : `${member.vanished} ${member.label}`
    const group = groups.get(key)
    if (group) group.push(member)
    else groups.set(key, [member])
  }
  return [...groups.values()]
}

/** Returns all that is shown of a plan, but for the fingerprints, which are never those of another deployment. */
function shownOf({ plan, overrides }: Planned, showing: Showing): string {
  const { settings } = planSecrets(plan).config
  const wanted = [...settings].map(([section, members]) => [
    section,
    ...[...members.values()].map(textOfState),
  ])
  return JSON.stringify([overrides, withoutPrints(plan, showing), problemLines(plan), wanted])
}

function block(group: Group, showing: Showing): Line[] {
  const [member, ...others] = group
  const { label, open, overrides = [], plan, error, vanished } = member
  const about = [open?.identity.type ?? '?', ...(overrides.length > 0 ? [`by ${quoteAll(overrides)}`] : [])]
  const title = [styled('bold', label), ` (${about.join(', ')})`]
  if (vanished) return [vanishedLine(label)]
  if (error !== undefined || plan === undefined)
    return [[...title, ': ', styled('red', 'failed:'), ` ${messageOf(error)}`]]
  // The sum of all is at the end.
  const isOne = others.length === 0
  const lines = isOne ? planLines(plan, { ...showing, withoutSum: true }) : withoutPrints(plan, showing)
  const differing = isOne ? [] : differingIn(group)
  const problems = problemLines(plan).map(text => styled('red', `Problem: ${text}`))
  const note = `! The new value of ${quoteAll(differing)} is not the same on all of them`
  return [
    isOne ? title : [styled('bold', titleOf(plan, group)), `: ${listOf(group)}`],
    ...[...lines, ...(differing.length > 0 ? [styled('yellow', note)] : []), ...problems].map(indented),
  ]
}

function titleOf(plan: DeploymentPlan, group: Group): string {
  const { all } = countChanges([plan])
  return `The same ${all === 1 ? 'change' : `${numeral(all)} changes`} on ${numeral(group.length)} deployments`
}

/** Returns the lines of a plan without the fingerprints of values. */
function withoutPrints(plan: DeploymentPlan, showing: Showing): Line[] {
  return planLines(plan, { ...showing, withoutSum: true, withoutPrints: true })
}

/** Returns the names of variables whose new value is not the same on all deployments of a group. */
function differingIn(group: Group): string[] {
  const [first, ...others] = group.flatMap(({ plan }) => plan ?? [])
  if (first === undefined) return []
  const wantedIn = (plan: DeploymentPlan, name: string) =>
    textOf(planSecrets(plan).config.environment?.get(name))
  return first.environment.changes
    .filter(({ name }) => others.some(plan => wantedIn(plan, name) !== wantedIn(first, name)))
    .map(({ name }) => name)
}
