import { holdsKey } from '../../config/environment/keys.js'
import { isCutPem } from '../../config/environment/problems.js'
import { createOnly } from '../../config/index.js'
import type { EnvironmentRecord } from '../../connection/environment.js'
import { isManagedByConvex } from '../../text/convex-names.js'
import { textMember } from '../../text/member.js'
import { printable } from '../../text/quote.js'
import { withoutMark } from '../bytes.js'
import { type Invocation, writeCommand } from '../command.js'
import { FLEET, isFleet } from '../deployment/fleet.js'
import { variableLabel } from '../deployment/layers.js'
import type { OpenDeployment } from '../deployment/open.js'
import { readNamed } from '../files.js'
import { assertOneOf, group, type OptionsIn, on, optionalText, own, text } from '../flags.js'
import type { Interruption } from '../interruption.js'
import { BACKUP } from '../plan/backup.js'
import { change } from '../plan/change.js'
import { applyFleet, FOR_SEVERAL, ROLLOUT } from '../plan/fleet-apply.js'
import { type Desired, planMember, type ReadDesired } from '../plan/members.js'
import { type Refusal, type RefusalDetails, refused, usage } from '../refusal.js'
import { askHidden, readStdin } from '../terminal/input.js'
import type { Terminal } from '../terminal/terminal.js'
import { withoutLineEnd } from '../terminal/typing.js'
import { planKeyOf } from './rules.js'

const VALUES = group('The values:', {
  fromEnv: optionalText('[variable]', 'from this environment variable, or from the namesake of each'),
  fromFile: text('<file>', 'the whole of a file'),
  fromStdin: on('from stdin, which is the default if stdin is not a terminal'),
})

const RULES = group('Rules:', {
  createOnly: on('never replace a value'),
  allowEmpty: on('accept an empty value'),
  allowPlaceholders: on('accept a reference, a mask or a placeholder, such as ******'),
  allowManaged: on('accept a value that reads as a deploy key, or holds one'),
  blind: on('read nothing: for a key that may write but not list'),
})

/** `env set`: sets variables to values that are never arguments. */
export const envSet = writeCommand({
  name: 'env set',
  purpose: 'Set variables, to values that are never on the command line',
  about:
    'Asks for each value without showing it, or takes it from stdin, a file or the\n' +
    'environment. Of a single line that is piped in, the line break at the end is left\n' +
    'out; a file is taken to the byte. Several deployments get the same values, once\n' +
    'the plan for all of them is confirmed.',
  takes: '<name...>',
  flags: [VALUES, RULES, own(ROLLOUT), BACKUP, FLEET],
  example:
    'convex-deployment env set JWT_PRIVATE_KEY --from-file jwt.pem\n' +
    'convex-deployment env set API_KEY --from-env\n' +
    'convex-deployment env set API_KEY --from-env --project my-team/shop',
  async run(invocation) {
    const { args: names, options, terminal, interruption, deployments } = invocation
    if (!names.every(name => /^\w+$/.test(name))) throw valueAmongNames(names)
    const several = isFleet(options, [], FOR_SEVERAL)
    const given = await valuesAtHand(names, invocation)
    // What is typed from now on shows nowhere, even if the deployment takes its time.
    if (given === undefined) terminal.keyboard(interruption)
    const read: ReadDesired = async deployment => {
      if (given?.remark) terminal.note(given.remark)
      if (given === undefined) await assertVariables(names, deployment, options, interruption)
      const values = given?.values ?? (await askFor(names, terminal, interruption))
      const desired = desiredFrom(values, invocation)
      return () => desired
    }
    if (several) return applyFleet(invocation, read)
    const deployment = await deployments.open()
    return change(await planMember(deployment, await read(deployment)), invocation)
  },
})

/** Returns the desired variables and the rules of their plan, unless a value is one that nobody means. */
function desiredFrom(
  values: ReadonlyMap<string, string>,
  { options, host, interruption: { signal } }: Invocation<OptionsIn<typeof RULES>>,
): Desired {
  const { allowEmpty, allowPlaceholders, blind } = options
  assertWhole(values)
  if (!options.allowManaged) assertNoKeys(values)
  const environment = options.createOnly
    ? new Map([...values].map(([name, value]) => [name, createOnly(value)]))
    : values
  const planKey = planKeyOf(host.environment)
  const rules = { allowEmpty, allowPlaceholders, blind, allowManaged: true, planKey, signal }
  return { config: { environment }, rules }
}

/** Values, and a remark on them for after the deployment is introduced. */
interface Given {
  readonly values: ReadonlyMap<string, string>
  /** Empty if there is none. */
  readonly remark: string
}

/**
 * Refuses values on the command line: they would stay in the shell's history, and other processes see them. Nothing of
 * one is repeated: the end of a value may look like a name.
 */
function valueAmongNames(names: readonly string[]): Refusal {
  const [, name = 'NAME'] = /^([A-Za-z_]\w*)(?:=.*[^=].*)?$/s.exec(names[0] ?? '') ?? []
  return usage(
    'Only names of variables belong here: a value on the command line is seen by other processes, and kept in the ' +
      'history. Type it when asked, or take it from stdin, --from-env or --from-file. One that was typed here should ' +
      'leave the history.',
    { instead: [{ args: [name], without: OF_VALUES }], add: [[], ['--from-env', 'VARIABLE'], FROM_FILE] },
  )
}

/** Returns true for a word behind the first that may be its value, as in `convex env set NAME value`. */
function mayBeValue(name: string): boolean {
  return !/^[A-Z][A-Z0-9_]*$/.test(name)
}

/** Refuses a second name that may be a value, unless the one deployment has a variable of that name. */
async function assertVariables(
  names: readonly string[],
  deployment: OpenDeployment | undefined,
  options: { readonly blind: boolean },
  { signal }: Interruption,
): Promise<void> {
  const doubtful = names.slice(1).filter(mayBeValue)
  if (doubtful.length === 0) return
  const listed = options.blind ? [] : await deployment?.client.env.list({ signal })
  const known = (listed ?? []).map(({ name }) => name)
  if (!doubtful.every(name => known.includes(name))) throw valueAmongNames(names)
}

/** Refuses the beginning of a key, which a pipe or a paste leaves of it, and says how to take the whole. */
function assertWhole(values: ReadonlyMap<string, string>): void {
  for (const [name, value] of values) {
    if (!isCutPem(value)) continue
    throw refused(
      `The value of ${name} is the beginning of a PEM text without its end. Take the whole of it from its file.`,
      fromItsFile(name),
    )
  }
}

/** Refuses a deploy key, which opens a deployment, as the value of a variable that does not hold one by its name. */
function assertNoKeys(values: ReadonlyMap<string, string>): void {
  for (const [name, value] of values) {
    if (isManagedByConvex(name) || !holdsKey(value)) continue
    throw refused(
      `The value of ${name} holds what reads as a deploy key, which opens a deployment. Pass --allow-managed to allow it.`,
      { add: [['--allow-managed']] },
    )
  }
}

/** The flags that say where values come from. */
const OF_VALUES = ['--from-env', '--from-file', '--from-stdin']
const FROM_FILE = ['--from-file', 'FILE']

function fromItsFile(name: string): RefusalDetails {
  return { instead: [{ args: [name], without: OF_VALUES }], add: [FROM_FILE] }
}

/** Reads the values that come from elsewhere than a prompt. Returns nothing if somebody has to be asked. */
async function valuesAtHand(
  names: readonly string[],
  { options, host, terminal, interruption }: Invocation<OptionsIn<typeof VALUES>>,
): Promise<Given | undefined> {
  const { environment, folder } = host
  const { fromEnv, fromFile, fromStdin } = options
  assertOneOf(options, 'fromFile', 'fromEnv', 'fromStdin')
  if (fromEnv !== undefined) return { values: fromEnvironment(names, fromEnv, environment), remark: '' }
  const piped = fromStdin || !terminal.stdin.isTTY
  if (fromFile === undefined && !piped) {
    if (terminal.interactive) return undefined
    throw usage('There is no terminal to ask for a value on: take it from --from-env, --from-file or stdin.')
  }
  const [name, second] = names
  if (names.slice(1).some(mayBeValue)) throw valueAmongNames(names)
  if (name === undefined || second !== undefined) {
    throw usage('Several variables take their values from --from-env or a prompt, one from a file or stdin.')
  }
  if (fromFile === undefined) return pipedIn(name, terminal, interruption)
  const text = await readNamed(folder, fromFile, interruption.signal, `--from-file: ${printable(fromFile)}`)
  return fromText(name, text, withoutMark(text))
}

function fromEnvironment(
  names: readonly string[],
  from: string | true,
  environment: EnvironmentRecord,
): ReadonlyMap<string, string> {
  if (from !== true && names.length > 1) {
    throw usage(
      '--from-env takes a name for one variable only; without a name it reads each from its namesake.',
    )
  }
  return new Map(
    names.map(name => {
      const variable = from === true ? name : from
      const value = textMember(environment, variable)
      if (value === undefined) throw usage(`${variableLabel(variable)} is not set in the environment.`)
      return [name, value]
    }),
  )
}

/** Reads what is piped in. The line break that `echo` adds to a line is not part of a value. */
async function pipedIn(name: string, terminal: Terminal, interruption: Interruption): Promise<Given> {
  const text = await readStdin(terminal, interruption)
  return fromText(name, text, withoutLineEnd(withoutMark(text)))
}

/** Returns the value of a text, with a remark on what of the text is not part of it. */
function fromText(name: string, text: string, value: string): Given {
  const left = [
    text !== withoutMark(text) && 'The byte order mark at the beginning is left out.',
    withoutMark(text) !== value && 'The line break at the end is left out.',
  ]
  return { values: new Map([[name, value]]), remark: left.filter(Boolean).join(' ') }
}

async function askFor(
  names: readonly string[],
  terminal: Terminal,
  interruption: Interruption,
): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>()
  for (const name of names) {
    values.set(
      name,
      await askHidden(terminal, `Value of ${name} (hidden): `, interruption, fromItsFile(name)),
    )
  }
  return values
}
