import { createOnly, planDeployment } from '../../config/index.js'
import { openTarget } from '../deployment/deployment.js'
import { variableLabel } from '../deployment/layers.js'
import { readNamed } from '../files.js'
import type { Outcome } from '../outcome.js'
import { usage } from '../refusal.js'
import { commandLine, type Session } from '../session.js'
import { askHidden } from '../terminal/prompt.js'
import { decodeUtf8, readStdin } from '../terminal/stdin.js'
import { change } from './change.js'
import { planOptions } from './plan-options.js'

/** `env set`: sets variables to values that never stand on the command line. Writes. */
export async function set(session: Session): Promise<Outcome> {
  const { flags, args: names } = session
  assertNoValues(names)
  const once = flags.on('createOnly')
  const given = await valuesAtHand(session)
  const target = await openTarget(session, 'write')
  if (given?.remark) session.terminal.note(given.remark)
  const values = given?.values ?? (await askFor(session))
  const desired = new Map([...values].map(([name, value]) => [name, once ? createOnly(value) : value]))
  return change(
    session,
    target,
    await planDeployment(
      target.client,
      { environment: desired },
      { ...planOptions(session), allowManaged: true },
    ),
  )
}

/** Values, and what there is to say of them once the deployment is told. */
interface Given {
  readonly values: ReadonlyMap<string, string>
  readonly remark?: string
}

/**
 * A value on the command line stands in the shell's history, and in the list of processes. Nothing of it is repeated:
 * the end of a value may look like a name.
 */
function assertNoValues(names: readonly string[]): void {
  if (names.every(name => /^\w+$/.test(name))) return
  const [, name = 'NAME'] = /^([A-Za-z_]\w*)(?:=.*[^=].*)?$/s.exec(names[0] ?? '') ?? []
  throw usage(
    'Only names of variables belong here: a value must not stand on the command line, where other processes and the ' +
      'history see it.',
    {
      next: [commandLine(['env', 'set', name]), commandLine(['env', 'set', name, '--from-env', 'VARIABLE'])],
    },
  )
}

/** The values that come from elsewhere than a prompt, or nothing where somebody has to be asked. */
async function valuesAtHand(session: Session): Promise<Given | undefined> {
  const { flags, terminal, args: names } = session
  flags.exclusive('fromFile', 'fromEnv', 'fromStdin')
  if (flags.has('fromEnv')) return { values: fromEnvironment(session) }
  const file = flags.text('fromFile')
  const piped = flags.on('fromStdin') || !terminal.stdin.isTTY
  if (file === undefined && !piped) {
    if (terminal.interactive) return undefined
    throw usage('There is no terminal to ask for a value on: take it from --from-env, --from-file or stdin.')
  }
  const [name, second] = names
  if (name === undefined || second !== undefined) {
    throw usage('Several variables take their values from --from-env or a prompt, one from a file or stdin.')
  }
  if (file !== undefined) return { values: new Map([[name, await fromFile(session, file)]]) }
  return fromStdin(session, name)
}

function fromEnvironment({ flags, environment, args: names }: Session): ReadonlyMap<string, string> {
  const variable = flags.text('fromEnv')
  if (variable !== undefined && names.length > 1) {
    throw usage(
      '--from-env takes a name for one variable only; without a name it reads each from its namesake.',
    )
  }
  return new Map(
    names.map(name => {
      const value = environment[variable ?? name]
      if (value === undefined)
        throw usage(`${variableLabel(variable ?? name)} is not set in the environment.`)
      return [name, value]
    }),
  )
}

async function fromFile({ folder }: Session, file: string): Promise<string> {
  return decodeUtf8(await readNamed(folder, file, `--from-file: ${file}`), file)
}

/** What is piped in. The line break that `echo` adds to a line is not part of a value. */
async function fromStdin({ terminal }: Session, name: string): Promise<Given> {
  const text = decodeUtf8(await readStdin(terminal), 'stdin')
  const line = text.replace(/\r?\n$/, '')
  if (line === text || line.includes('\n')) return { values: new Map([[name, text]]) }
  return { values: new Map([[name, line]]), remark: 'The line break at the end is left out.' }
}

async function askFor({
  terminal,
  interruption,
  args: names,
}: Session): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>()
  for (const name of names) {
    values.set(name, await askHidden(terminal, `Value of ${name} (hidden): `, interruption.signal))
  }
  return values
}
