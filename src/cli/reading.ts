import type { CallOptions } from '../index.js'
import {
  type Command,
  type CommandResult,
  type CommandSpec,
  type DeploymentInvocation,
  declare,
  OUTPUT,
  type ReadOptions,
} from './command.js'
import { assertSome, FLEET, type FleetMember, findFleet, isFleet } from './deployment/fleet.js'
import { createDeployments, deploymentData, type OpenDeployment } from './deployment/open.js'
import { DEPLOYMENT } from './deployment/options.js'
import { type Failure, failureData, failureOf } from './failure.js'
import type { FlagGroup } from './flags.js'
import type { CommandName, OfSeveral, SettingData, Shapes } from './output.js'
import { hasVanished, settled, vanishedLine } from './plan/members.js'
import { EXIT, gravest } from './refusal.js'
import { indented, type Line, styled } from './terminal/line.js'

/** The part of a deployment that a command shows. */
export interface Shown<Data extends object = object> {
  readonly data: Data
  readonly lines?: readonly Line[]
  /** Printed in place of lines, to the byte, for one deployment without `--json`. */
  readonly raw?: () => string
  /** Said in place of a list without items. */
  readonly note?: string
}

type Options<Group extends FlagGroup> = ReadOptions<Group | typeof FLEET>

/** A command that reads something of one deployment, or of each of several. */
interface Reader<Group extends FlagGroup, Input, Data extends object> extends CommandSpec<Group> {
  readonly name: CommandName
  /** The flags that are for one deployment alone. */
  readonly forOne?: readonly (keyof Options<Group> & string)[]
  /**
   * Reads the command line. An error that it throws stops the command before anything is sent.
   * @param several true if the line is for several deployments
   */
  readonly input: (
    invocation: DeploymentInvocation<Options<Group>>,
    several: boolean,
  ) => Input | Promise<Input>
  readonly read: (deployment: OpenDeployment, input: Input, options: CallOptions) => Promise<Shown<Data>>
}

/** Declares a command that shows something of a deployment, or of all that a command line names. */
export function reader<
  Group extends FlagGroup = never,
  Input = undefined,
  const Name extends CommandName = CommandName,
>(declaration: Reader<Group, Input, SettingData<Name>> & { readonly name: Name }): Command {
  return untypedReader(declaration)
}

/** Declares the same without the types of its output: its caller has them. */
export function untypedReader<Group extends FlagGroup, Input>(
  declaration: Reader<Group, Input, object>,
): Command {
  const { input, read, forOne, ...spec } = declaration
  return declare<Group, typeof FLEET | typeof DEPLOYMENT | typeof OUTPUT>(
    spec,
    [FLEET, DEPLOYMENT, OUTPUT],
    false,
    async given => {
      const invocation = { ...given, deployments: createDeployments(given, false) }
      const several = isFleet(invocation.options, forOne)
      const found = await input(invocation, several)
      const one = (deployment: OpenDeployment) =>
        read(deployment, found, { signal: invocation.interruption.signal })
      return several ? readEach(invocation, one) : readOne(invocation, one)
    },
  )
}

type Reading = DeploymentInvocation<ReadOptions<typeof FLEET>>

async function readOne(
  { deployments, options, terminal }: Reading,
  read: (deployment: OpenDeployment) => Promise<Shown>,
): Promise<CommandResult> {
  const deployment = await deployments.open()
  const { data, lines, raw, note } = await read(deployment)
  if (note !== undefined) terminal.note(note)
  return {
    data: { deployment: deploymentData(deployment), ...data },
    ...(lines && { lines }),
    ...(raw && { raw: options.json ? '' : raw() }),
  }
}

/** The answer of one of several deployments, or why it could not be read. */
interface Answer {
  readonly label: string
  readonly deployment?: OpenDeployment
  readonly shown?: Shown
  readonly error?: unknown
  /** The deployment does not exist any more, though it was found before. */
  readonly vanished?: true
}

/** Reads several deployments, some at once. One that cannot be read stops no other. */
async function readEach(
  invocation: Reading,
  read: (deployment: OpenDeployment) => Promise<Shown>,
): Promise<CommandResult<OfSeveral>> {
  const fleet = await findFleet(invocation)
  const { signal } = invocation.interruption
  assertSome(fleet)
  const answers = await settled(
    invocation,
    'read',
    fleet.members,
    async (member: FleetMember): Promise<Answer> => {
      const { label } = member
      let deployment: OpenDeployment | undefined
      try {
        const shown = await fleet.pace.run(signal, async follow => {
          deployment = await member.connect(follow)
          return read(deployment)
        })
        return { label, ...(deployment && { deployment }), shown }
      } catch (error) {
        if (hasVanished(member, error)) return { label, vanished: true }
        return { label, ...(deployment && { deployment }), error }
      }
    },
  )
  signal.throwIfAborted()
  const missing = answers.filter(({ shown }) => !shown)
  const failed = missing.filter(({ vanished }) => !vanished)
  if (missing.length > 0)
    invocation.terminal.note([styled(failed.length > 0 ? 'red' : 'yellow', 'Not all: '), sumOf(answers)])
  return {
    data: { deployments: answers.map(answerData) },
    lines: answers.flatMap(answerLines),
    exitCode: gravest(failed.map(({ error }) => failureOf(error, false).exitCode)),
  }
}

/** Sums up why deployments have no answer, such as `of 9 deployments, 1 failed, 2 absent.` */
function sumOf(answers: readonly Answer[]): string {
  const kinds = answers.flatMap(({ shown, error, vanished }) => {
    if (shown) return []
    return vanished ? 'vanished' : kindOf(failureOf(error, false))
  })
  const counts = Array.from(new Set(kinds), kind => `${kinds.filter(one => one === kind).length} ${kind}`)
  return `of ${answers.length} deployments, ${counts.join(', ')}.`
}

function kindOf({ exitCode }: Failure): string {
  if (exitCode === EXIT.absent) return 'absent'
  return exitCode === EXIT.refused ? 'refused' : 'failed'
}

function answerData({ label, deployment, shown, error, vanished }: Answer): Shapes['DeploymentRead'] {
  if (vanished) return { deployment: { name: label }, status: 'vanished' }
  return {
    deployment: deployment ? deploymentData(deployment) : { name: label },
    ...(shown ? shown.data : { error: failureData(error) }),
  }
}

/** Shows a deployment by its name and type, and below what was read of it. */
function answerLines({ label, deployment, shown, error, vanished }: Answer): Line[] {
  if (vanished) return [vanishedLine(label)]
  const about = [styled('bold', label), ` (${deployment?.identity.type ?? '?'})`]
  if (!shown) {
    const failure = failureOf(error, false)
    return [[...about, ': ', styled('red', `${kindOf(failure)}:`), ` ${failure.message}`]]
  }
  const { lines = [], note } = shown
  if (lines.length === 0) return [[...about, ': ', styled('dim', note ?? 'nothing')]]
  return [about, ...lines.map(indented)]
}
