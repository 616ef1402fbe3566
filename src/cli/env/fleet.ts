import { settleAll } from '../../config/fleet.js'
import type { DesiredValue } from '../../config/index.js'
import { planDeployment } from '../../config/index.js'
import { confirmFleet } from '../confirm.js'
import { type Credentials, labelOf } from '../deployment/credentials.js'
import { type Intent, meet } from '../deployment/deployment.js'
import { readFleet } from '../deployment/fleet-file.js'
import { EXIT, gravest } from '../exit.js'
import { failureOf } from '../failure.js'
import type { Outcome } from '../outcome.js'
import { refused } from '../refusal.js'
import type { Session } from '../session.js'
import { styled } from '../terminal/line.js'
import { applyPlan, UNCHANGED } from './change.js'
import { desiredFrom } from './desired.js'
import { type Member, memberData, resultsOf, tableOf } from './fleet-table.js'
import { planOptions } from './plan-options.js'
import { readSources } from './sources.js'

const CONCURRENCY = 4

/** `env plan --deployments`: what would change on each of several deployments. Reads only. */
export async function planFleet(session: Session): Promise<Outcome> {
  session.flags.exclusive('deployments', 'out')
  const members = await planMembers(session, 'read')
  const changes = session.flags.on('exitCode') && members.some(({ plan }) => plan && !plan.isEmpty)
  const codes = [...members.map(codeOf), ...(changes ? [EXIT.changes] : [])]
  return { data: { deployments: members.map(memberData) }, lines: tableOf(members), exitCode: gravest(codes) }
}

/** `env apply --deployments`: all plans first; any guard stops all; then each deployment by itself. Writes. */
export async function applyFleet(session: Session): Promise<Outcome> {
  const { terminal } = session
  const planned = await planMembers(session, 'write')
  terminal.note(...tableOf(planned))
  const stopped = planned.filter(member => codeOf(member) !== EXIT.done && codeOf(member) !== EXIT.failed)
  if (stopped.length > 0) {
    const data = { deployments: planned.map(memberData) }
    throw refused(`${stopped.length} of ${planned.length} deployments can't be changed as planned.`, { data })
  }
  const targets = planned.flatMap(({ target, plan }) => (target && plan && !plan.isEmpty ? [target] : []))
  if (targets.length > 0) await confirmFleet(session, targets)
  const members = await applyMembers(session, planned)
  terminal.note(...resultsOf(members), summary(members))
  return { data: { deployments: members.map(memberData) }, exitCode: gravest(members.map(codeOf)) }
}

async function planMembers(session: Session, intent: Intent): Promise<Member[]> {
  const fleet = await readFleet(session)
  const desired = desiredFrom(session, await readSources(session, undefined))
  const members = await inOrder(session, 'planned', fleet, credentials =>
    planMember(session, credentials, intent, desired),
  )
  session.interruption.signal.throwIfAborted()
  return members
}

async function planMember(
  session: Session,
  credentials: Credentials,
  intent: Intent,
  desired: ReadonlyMap<string, DesiredValue>,
): Promise<Member> {
  const label = labelOf(credentials)
  try {
    const target = await meet(session, credentials, intent)
    return {
      label,
      target,
      plan: await planDeployment(target.client, { environment: desired }, planOptions(session)),
    }
  } catch (error) {
    return { label, error }
  }
}

async function applyMembers(session: Session, planned: readonly Member[]): Promise<Member[]> {
  return await inOrder(session, 'settled', planned, async member => {
    const { target, plan } = member
    if (target === undefined || plan === undefined) return member
    try {
      return { ...member, result: plan.isEmpty ? UNCHANGED : await applyPlan(session, target, plan) }
    } catch (error) {
      return { ...member, error }
    }
  })
}

/** Works on several at once, tells how far it is, and gives the results in the order of the items. */
async function inOrder<Item>(
  { flags, terminal }: Session,
  word: string,
  items: readonly Item[],
  work: (item: Item) => Promise<Member>,
): Promise<Member[]> {
  const concurrency = flags.whole('concurrency', 1) ?? CONCURRENCY
  const results = new Map<number, Member>()
  const numbered = async ([index, item]: [number, Item]) => ({ index, member: await work(item) })
  for await (const { index, member } of settleAll(items.entries(), concurrency, numbered)) {
    results.set(index, member)
    terminal.progress(`${word} ${results.size} of ${items.length}`)
  }
  terminal.progress('')
  return items.flatMap((_, index) => results.get(index) ?? [])
}

/** What one deployment alone would have exited with. */
function codeOf({ error, plan }: Member): number {
  if (error !== undefined) return failureOf(error).exitCode
  return plan && plan.problems.length > 0 ? EXIT.refused : EXIT.done
}

function summary(members: readonly Member[]) {
  const failed = members.filter(({ error }) => error !== undefined).length
  const changed = members.filter(({ result }) => result?.status === 'applied').length
  const unknown = members.filter(
    ({ error }) => error !== undefined && failureOf(error).written === 'unknown',
  ).length
  return [
    failed > 0 ? styled('red', 'Not all: ') : styled('green', 'Done: '),
    `${changed} changed, ${members.length - changed - failed} were as they should be, ${failed} failed`,
    unknown > 0 ? ` (${unknown} may have taken effect)` : '',
    failed > 0 ? '. Run it again for what is left.' : '.',
  ]
}
