import { createOnly, planDeployment } from '../../config/index.js'
import { printable } from '../../text/quote.js'
import { writeCommand } from '../command.js'
import { variableLabel } from '../deployment/layers.js'
import { readNamed } from '../files.js'
import { assertOneOf, group, type OptionsIn, on, optionalText, text } from '../flags.js'
import type { Environment, Host } from '../host.js'
import type { Interruption } from '../interruption.js'
import { usage } from '../refusal.js'
import { askHidden, decodeUtf8, readStdin } from '../terminal/input.js'
import type { Terminal } from '../terminal/terminal.js'
import { BACKUP } from './backup.js'
import { change } from './change.js'
import { planKeyOf } from './rules.js'

const VALUES = group('The values:', {
  fromEnv: optionalText('[variable]', 'from this environment variable, or from the namesake of each'),
  fromFile: text('<file>', 'the whole of a file'),
  fromStdin: on('from stdin, which is the default if stdin is not a terminal'),
})

const RULES = group('Rules:', {
  createOnly: on('never replace a value'),
  allowEmpty: on('accept an empty value'),
  allowPlaceholders: on('accept a value that looks like a placeholder, such as ******'),
  blind: on('read nothing: for a key that may write but not list'),
})

/** `env set`: sets variables to values that are never arguments. */
export const envSet = writeCommand({
  name: 'env set',
  purpose: 'Set variables, to values that are never on the command line',
  about:
    'Asks for each value without showing it, or takes it from stdin, a file or the\n' +
    'environment. Of a single line that is piped in, the line break at the end is left\n' +
    'out; a file is taken to the byte.',
  takes: '<name...>',
  flags: [VALUES, RULES, BACKUP],
  example:
    'convex-deployment env set JWT_PRIVATE_KEY --from-file jwt.pem\nconvex-deployment env set API_KEY --from-env',
  async run(invocation) {
    const { args: names, options, host, terminal, interruption, deployments } = invocation
    assertNoValues(names)
    const { allowEmpty, allowPlaceholders, blind } = options
    const given = await valuesAtHand(names, options, host, terminal)
    const deployment = await deployments.open()
    if (given?.remark !== undefined) terminal.note(given.remark)
    const values = given?.values ?? (await askFor(names, terminal, interruption))
    const environment = options.createOnly
      ? new Map([...values].map(([name, value]) => [name, createOnly(value)]))
      : values
    const planKey = planKeyOf(host.environment)
    const { signal } = interruption
    const rules = { allowEmpty, allowPlaceholders, blind, allowManaged: true, planKey, signal }
    const plan = await planDeployment(deployment.client, { environment }, rules)
    return change(deployment, plan, { environment }, invocation)
  },
})

/** Values, and a remark on them for after the deployment is introduced. */
interface Given {
  readonly values: ReadonlyMap<string, string>
  readonly remark?: string
}

/**
 * Refuses values on the command line: they would stay in the shell's history, and other processes see them. Nothing of
 * one is repeated: the end of a value may look like a name.
 */
function assertNoValues(names: readonly string[]): void {
  if (names.every(name => /^\w+$/.test(name))) return
  const [, name = 'NAME'] = /^([A-Za-z_]\w*)(?:=.*[^=].*)?$/s.exec(names[0] ?? '') ?? []
  const set = ['convex-deployment', 'env', 'set', name]
  throw usage(
    'Only names of variables belong here: a value on the command line is seen by other processes, and kept in the ' +
      'history.',
    { next: [set, [...set, '--from-env', 'VARIABLE']] },
  )
}

/** Reads the values that come from elsewhere than a prompt. Returns nothing if somebody has to be asked. */
async function valuesAtHand(
  names: readonly string[],
  options: OptionsIn<typeof VALUES>,
  { environment, folder }: Host,
  terminal: Terminal,
): Promise<Given | undefined> {
  const { fromEnv, fromFile, fromStdin } = options
  assertOneOf(options, 'fromFile', 'fromEnv', 'fromStdin')
  if (fromEnv !== undefined) return { values: fromEnvironment(names, fromEnv, environment) }
  const piped = fromStdin || !terminal.stdin.isTTY
  if (fromFile === undefined && !piped) {
    if (terminal.interactive) return undefined
    throw usage('There is no terminal to ask for a value on: take it from --from-env, --from-file or stdin.')
  }
  const [name, second] = names
  if (name === undefined || second !== undefined) {
    throw usage('Several variables take their values from --from-env or a prompt, one from a file or stdin.')
  }
  if (fromFile === undefined) return pipedIn(name, terminal)
  const bytes = await readNamed(folder, fromFile, `--from-file: ${printable(fromFile)}`)
  return { values: new Map([[name, decodeUtf8(bytes, fromFile)]]) }
}

function fromEnvironment(
  names: readonly string[],
  from: string | true,
  environment: Environment,
): ReadonlyMap<string, string> {
  if (from !== true && names.length > 1) {
    throw usage(
      '--from-env takes a name for one variable only; without a name it reads each from its namesake.',
    )
  }
  return new Map(
    names.map(name => {
      const variable = from === true ? name : from
      const value = environment[variable]
      if (value === undefined) throw usage(`${variableLabel(variable)} is not set in the environment.`)
      return [name, value]
    }),
  )
}

/** Reads what is piped in. The line break that `echo` adds to a line is not part of a value. */
async function pipedIn(name: string, terminal: Terminal): Promise<Given> {
  const text = decodeUtf8(await readStdin(terminal), 'stdin')
  const line = text.replace(/\r?\n$/, '')
  if (line === text || line.includes('\n')) return { values: new Map([[name, text]]) }
  return { values: new Map([[name, line]]), remark: 'The line break at the end is left out.' }
}

async function askFor(
  names: readonly string[],
  terminal: Terminal,
  interruption: Interruption,
): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>()
  for (const name of names) {
    values.set(name, await askHidden(terminal, `Value of ${name} (hidden): `, interruption))
  }
  return values
}
