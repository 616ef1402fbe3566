import { derivePlanKey, type PlanKey } from '../../config/plan-key.js'
import { printable, quote } from '../../text/quote.js'
import type { Fleet, FleetMember } from '../deployment/fleet.js'
import { planKeyOf } from '../env/rules.js'
import type { Host } from '../host.js'
import { moved } from '../refusal.js'
import { type Line, numeral, styled } from '../terminal/line.js'
import { toWritten } from './change.js'
import { firstOf, type Member, type Planned } from './members.js'
import { statusOf } from './result.js'
import { assertSameConfigs, sealConfigs } from './resume-configs.js'
import {
  assertSealed,
  createResume,
  Journal,
  type ReadResume,
  readResume,
  removeResume,
} from './resume-file.js'

/** An apply to many deployments that can be resumed. Nothing that its file says is believed without a read. */
export interface Resume {
  /** The deployments that it began with, whatever fits now. */
  readonly fleet: Fleet
  /** The deployments that fit now, and that it did not begin with: they are left as they are. */
  readonly left: readonly string[]
  /** The lines that tell of what was done. */
  readonly lines: readonly Line[]
  /** Returns true for a deployment that was changed, as the file says. Only a read tells if it still is as it should be. */
  wasChanged(member: Member): boolean
  /** @throws {Refusal} if a config is not the one that it began with */
  assertSame(members: readonly Member[]): Promise<void>
  /** Returns the word that confirmed the changes that it began with, if it covers all of these. */
  wordOf(changing: readonly Planned[]): string | undefined
  /**
   * Makes the file, or opens it to go on. Returns what records a deployment that has ended.
   * @param changing those of the members that are to be changed
   * @param word the word that confirmed these changes, if they were confirmed by it
   */
  begin(
    members: readonly Member[],
    changing: readonly Planned[],
    word: string | undefined,
  ): Promise<(member: Member) => void>
  /** Ends the file. If nothing is left to do it is removed. Returns lines that tell of it. */
  end(isFinished: boolean): Promise<Line[]>
}

/**
 * Opens the file of an apply, or prepares a new one.
 * @param find finds the deployments that a command line names
 * @throws {Refusal} for a file that was changed, or that is of another fleet or key
 */
export async function openResume(
  file: string,
  host: Host,
  signal: AbortSignal,
  find: () => Promise<Fleet>,
): Promise<Resume> {
  const read = await readResume(file, host, signal)
  const shown = printable(file)
  const found = await find()
  if (read && read.head.fleet !== found.label)
    throw moved(`${shown} is of ${printable(read.head.fleet)}, and this is ${found.label}.`)
  const fleet = read ? { ...found, members: await membersOf(read, found) } : found
  const key = await keyOf(fleet, host)
  const { seal, ended } = read ? await assertSealed(file, read, key) : NEW
  const names = new Set(fleet.members.map(({ name }) => name))
  const left = found.members.flatMap(({ name }) => (names.has(name) ? [] : [name]))
  let last = seal
  let bytes = read?.bytes
  let journal: Journal | undefined
  let exists = read !== undefined
  return {
    fleet,
    left,
    lines: read ? linesOf(shown, fleet, ended, left) : [],
    wasChanged: ({ of }) => of !== undefined && ended.get(of.name) === 'applied',
    async assertSame(members) {
      if (read) await assertSameConfigs(file, read.head, members, key)
    },
    wordOf(changing) {
      const { deployments = [], confirmed } = read?.head ?? {}
      if (confirmed === undefined) return undefined
      const names = new Set(confirmed.deployments.map(at => deployments[at]?.[0]))
      const isCovered = (member: Planned) =>
        names.has(member.of?.name) &&
        ended.get(member.of?.name ?? '') !== 'applied' &&
        (confirmed.handsOver || toWritten(member).risk === undefined)
      return changing.every(isCovered) ? confirmed.word : undefined
    },
    async begin(members, changing, word) {
      if (!read) {
        const sealed = await sealConfigs(members, key)
        const names = new Set(changing.map(({ of }) => of?.name))
        const deployments = sealed.deployments.flatMap(([name], at) => (names.has(name) ? [at] : []))
        const handsOver = changing.some(member => toWritten(member).risk !== undefined)
        const confirmed = word === undefined ? {} : { confirmed: { word, deployments, handsOver } }
        const head = { version: 1, keyId: key.id, fleet: fleet.label, ...sealed, ...confirmed } as const
        last = await createResume(file, host, head, key)
        bytes = undefined
        exists = true
      }
      const opened = await Journal.open(file, host, key, last, bytes)
      journal = opened
      return member => {
        const status = statusOf(member)
        if (member.of && RECORDED.includes(status)) opened.add({ name: member.of.name, status })
      }
    },
    async end(isFinished) {
      const failure = await journal?.end()
      if (!exists) return []
      if (isFinished) {
        await removeResume(file, host)
        return [styled('dim', `Nothing is left to do: ${shown} is removed.`)]
      }
      if (failure === undefined) return [`${shown} holds what is done.`]
      return [styled('yellow', `${shown} can't be written (${failure}): it does not hold all that is done.`)]
    },
  }
}

const NEW = { seal: '', ended: new Map<string, string>() }

/** The states of a deployment that has ended. All else is as if it had not begun. */
const RECORDED: readonly string[] = ['applied', 'unchanged', 'failed', 'vanished']

/** Returns the deployments that a file holds, each as it is found now. */
async function membersOf({ head }: ReadResume, found: Fleet): Promise<FleetMember[]> {
  const byName = new Map(found.members.map(member => [member.name, member]))
  const members: FleetMember[] = []
  for (const [name] of head.deployments) {
    const member = byName.get(name) ?? (await found.find(name))
    members.push(member ? { ...member, mayVanish: true } : goneMember(name))
  }
  return members
}

function goneMember(name: string): FleetMember {
  const connect = async () => {
    throw moved(`${quote(name)} does not exist any more.`)
  }
  return { label: quote(name), name, mayVanish: true, isGone: true, connect }
}

/** Derives the key of a file: from the secret of plans, or from the tokens of the deployments. */
async function keyOf({ token, members }: Fleet, host: Host): Promise<PlanKey> {
  const planKey = planKeyOf(host.environment)
  const keys = new Set(members.flatMap(member => member.token ?? []))
  return derivePlanKey('', planKey, planKey ?? token ?? [...keys].sort().join('\n'))
}

function linesOf(
  shown: string,
  { members }: Fleet,
  ended: ReadonlyMap<string, string>,
  left: readonly string[],
): Line[] {
  const done = [...ended.values()].filter(status => status !== 'failed').length
  const counts = `${numeral(done)} of ${numeral(members.length)}`
  return [
    styled('dim', `${shown}: ${counts} were done. All are read again.`),
    ...(left.length > 0
      ? [styled('yellow', `Not in ${shown}, and left as they are: ${firstOf(left.map(quote))}.`)]
      : []),
  ]
}
