import { commandLine, US, withMore } from '../command-line.js'
import { type Selection, wordForAll } from '../confirm.js'
import { failureOf } from '../failure.js'
import type { Host } from '../host.js'
import { asCalled } from '../next.js'
import { numeral } from '../terminal/line.js'
import { toWritten } from './change.js'
import type { Member, Planned } from './members.js'
import { doubtOf, SKIPPED, statusOf } from './result.js'

/** Tells why not all deployments were begun, as an error of `--json`. */
interface Stop {
  readonly exitCode: number
  readonly message: string
  readonly written: 'nothing' | 'some' | 'unknown'
}

/** Returns why a rollout stopped, if it did. */
export function stopOf(members: readonly Member[], exitCode: number): Stop | undefined {
  const skipped = members.flatMap(one => one.skipped ?? [])
  const [reason] = skipped
  if (reason === undefined) return undefined
  const others = `${numeral(skipped.length)} deployment${skipped.length === 1 ? ' was' : 's were'}`
  return {
    exitCode,
    message: `${SKIPPED[reason].replace(/^./, first => first.toUpperCase())}: ${others} not begun, and nothing was written there.`,
    written: writtenBy(members),
  }
}

function writtenBy(members: readonly Member[]): Stop['written'] {
  const failures = members.flatMap(({ error }) => (error === undefined ? [] : failureOf(error, true).written))
  if (members.some(({ result }) => result?.status === 'applied') || failures.includes('some')) return 'some'
  return failures.includes('unknown') ? 'unknown' : 'nothing'
}

/** Returns the command line that goes on with what is left, if running it again can do that. */
export async function nextOf(
  members: readonly Member[],
  selection: Selection,
  {
    options: { confirm },
    typed,
    host,
  }: {
    readonly options: { readonly confirm: string | undefined }
    readonly typed: readonly string[]
    readonly host: Pick<Host, 'isWindows' | 'program'>
  },
): Promise<string[]> {
  const left = members.filter(
    member => ['failed', 'skipped'].includes(statusOf(member)) || doubtOf(member).isFailure,
  )
  if (left.length === 0) return []
  // What was done is not among those that are confirmed the next time.
  const word = confirm && (await wordForAll(selection, left.map(writtenOf)))
  const words = word === undefined ? typed : withMore(typed, ['--confirm', word])
  return commandLine(asCalled([US, ...words], host.program), host.isWindows)
}

/** Returns what is confirmed of a deployment. One that has no plan yet is known by its name alone. */
function writtenOf(member: Member): Parameters<typeof wordForAll>[1][number] {
  return hasPlan(member) ? toWritten(member) : { open: { label: member.label }, risk: undefined }
}

function hasPlan(member: Member): member is Planned {
  return member.plan !== undefined && member.open !== undefined
}
