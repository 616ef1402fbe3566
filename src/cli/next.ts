import type { CommandSpec } from './command.js'
import { isName, splitFlags, US } from './command-line.js'
import { isNameOfPlatform } from './deployment/absent.js'
import { bareValues, dashed, type Flag } from './flags.js'
import type { CommandName, ErrorDetails, Shapes } from './output.js'
import { commandNamed, groupNamed, parse } from './parser.js'
import { EXIT, type Instead } from './refusal.js'

/** A command line that failed, for those that go on from it. */
export interface Typed {
  readonly words: readonly string[]
  /** Every command. */
  readonly commands: readonly CommandSpec[]
  /** The words that call this program. */
  readonly program?: readonly string[] | undefined
  /** True if command lines are for cmd. */
  readonly isWindows?: boolean | undefined
}

/** The parts of a failure that decide what goes on from it. */
interface Failed {
  readonly exitCode: number
  /** True if the command line itself is wrong. */
  readonly isLine: boolean
  readonly written: Shapes['Error']['written']
  readonly data: ErrorDetails
}

/** Returns a command line as it is typed: with the words that call this program. */
export function asCalled(words: readonly string[], program: readonly string[] = [US]): readonly string[] {
  const [first, ...rest] = words
  return first === US ? [...program, ...rest] : words
}

/**
 * Returns command lines that go on from a failure that names none itself: the help of a line that is wrong, the same line again
 * where that may work, and otherwise one that only reads.
 */
export function stepsFrom(failure: Failed, typed: Typed): readonly (readonly string[])[] {
  const { words, commands } = typed
  const command = commandNamed(commands, words)
  if (failure.isLine) return [[US, ...(command?.name.split(' ') ?? groupNamed(words)), '--help']]
  if (command === undefined) return []
  const line = { words, commands, command }
  if (mayHoldToken(line)) return []
  const { exitCode, written, data } = failure
  const hasMadePlan = exitCode === EXIT.moved || exitCode === EXIT.usage
  if (hasMadePlan && split(line).includes('--plan')) return planAgain(line)
  if (exitCode === EXIT.moved) return again(line)
  if (exitCode === EXIT.absent && data.option === 'deployment')
    return [[US, 'deployments', 'list', ...sharedFlags(line, 'deployments list')]]
  if (data.code === 'ProjectNotFound' || data.code === 'TeamNotFound')
    return [[US, 'deployments', 'list', '--team', 'TEAM', ...sharedFlags(line, 'deployments list', CHOICE)]]
  if (data.name === 'LogStreamFailedError' && argumentsOf(words, commands).includes('webhook'))
    return afterFailedWebhook(line)
  if (exitCode === EXIT.absent || written !== 'nothing') return look(line)
  if (mayWorkAgain(failure)) return again(line)
  if (data.option === 'expect' || data.option === 'confirm') return identify(line)
  return data.name === 'UnauthorizedError' ? newKey(data.url) : []
}

/** Returns the words of another command line than the one that was typed. */
export function retyped(
  { words, commands }: Typed,
  { command: other, args, without }: Instead,
): readonly string[] {
  const own = commandNamed(commands, words)
  const name = other ?? own?.name
  if (name === undefined) return words
  const command = own ?? commands.find(one => one.name === name)
  const flags = command ? sharedFlags({ words, commands, command }, name, without) : []
  return [...name.split(' '), ...args, ...flags]
}

/** The flags that choose deployments. */
const CHOICE = ['--team', '--project', '--where']

/** Errors after which the same may work a moment later. */
const AGAIN = ['ConnectionError', 'TimeoutError', 'ServerError', 'RateLimitError']

/** Returns true if a word may be a token that somebody typed in the place of a name: the line is then not repeated. */
function mayHoldToken(line: Line): boolean {
  const typed = split(line)
  const named = typed.filter((_, at) => /^--(?:project|team|deployment)$/.test(typed[at - 1] ?? ''))
  const { words, commands, command } = line
  const names = command.name.startsWith('deployments') ? argumentsOf(words, commands) : []
  return ![...named, ...names].every(isNameOfPlatform)
}

interface Line extends Typed {
  readonly command: CommandSpec
}

/** Returns true after a failure that is none of the line: the same may work a moment later. */
export function mayWorkAgain({ exitCode, data }: Pick<Failed, 'exitCode' | 'data'>): boolean {
  return exitCode === EXIT.interrupted || AGAIN.includes(data.name ?? '')
}

/** Repeats the line. One that may hold a value in the place of a name is not repeated. */
function again({ words, commands, command }: Line): string[][] {
  const mayHoldValue = command.name === 'env set' && !argumentsOf(words, commands).every(isName)
  return mayHoldValue ? [] : [[US, ...words]]
}

/** The command that reads what those of a group change. */
const LOOKS: readonly (readonly [commands: RegExp, look: CommandName])[] = [
  [/^env defaults apply$/, 'env defaults plan'],
  [/^env (?!list|defaults)/, 'env list'],
  [/^apply$/, 'plan'],
  [/^log-streams (?!list)/, 'log-streams list'],
  [/^usage-limits (?!list)/, 'usage-limits list'],
  [/^canonical-urls (?!get)/, 'canonical-urls get'],
]

/** Shows the secret of a webhook, which its receiver may not know yet, and restarts the stream. */
function afterFailedWebhook(line: Line): string[][] {
  const onSame = (name: CommandName) => [US, ...name.split(' '), 'webhook', ...sharedFlags(line, name)]
  return [[...onSame('log-streams get'), '--show-values'], onSame('log-streams restart')]
}

/** Reads what there is now, on the same deployment. */
function look(line: Line): string[][] {
  const { words, commands, command } = line
  if (/^deployments (?:get|delete)$/.test(command.name))
    return [[US, 'deployments', 'list', '--team', 'TEAM']]
  const [, name] = LOOKS.find(([names]) => names.test(command.name)) ?? []
  if (name === undefined) return []
  const sources = name.endsWith('plan') ? argumentsOf(words, commands) : []
  const added = name === 'env list' ? ['--only', '--except', '--format', '--allow'] : []
  return [[US, ...name.split(' '), ...sources, ...sharedFlags(line, name, added)]]
}

/** Shows which deployment it is, or which of a team or a project. */
function identify(line: Line): string[][] {
  const { words, command } = line
  const typed = split(line)
  if (command.name.startsWith('env defaults') || typed.includes('--deployments')) return []
  if (command.name === 'env copy' && typed.includes('--to') && !typed.includes('--project'))
    return targetOfCopy(line, typed)
  const isList = command.name.startsWith('deployments') || /--(?:team|project)\b/.test(words.join(' '))
  const name = isList ? 'deployments list' : 'info'
  return [[US, ...name.split(' '), ...sharedFlags(line, name, ['--expect'])]]
}

/** Shows the deployment that a copy is for. One with a key of its own is opened by no other line. */
function targetOfCopy(line: Line, typed: readonly string[]): string[][] {
  const to = typed[typed.indexOf('--to') + 1]
  if (to === undefined || typed.includes('--to-key')) return []
  const flag = to.includes('://') ? '--url' : '--deployment'
  return [[US, 'info', flag, to, ...sharedFlags(line, 'info', ['--expect', '--url', '--deployment'])]]
}

/** Makes the plan anew that a line took from a file. */
function planAgain(line: Line): string[][] {
  const { words, commands, command } = line
  const name = command.name === 'apply' ? 'plan' : 'env plan'
  const typed = split(line)
  const file = typed[typed.indexOf('--plan') + 1] ?? 'FILE'
  const flags = sharedFlags(line, name)
  return [[US, ...name.split(' '), ...argumentsOf(words, commands), ...flags, '--out', file]]
}

/** Makes a key for the deployment of an address that proves its name. */
function newKey(url = ''): string[][] {
  const [, name] = /^https:\/\/([a-z0-9-]+)(?:\.[a-z0-9-]+)?\.convex\.cloud(?:\/|$)/.exec(url) ?? []
  if (name === undefined) return []
  return [['npx', 'convex', 'deployment', 'token', 'create', 'my-key', '--deployment', name, '--save-env']]
}

function argumentsOf(words: readonly string[], commands: readonly CommandSpec[]): readonly string[] {
  return parse(commands, words, () => {})?.args ?? []
}

function split({ words, command: { flags = [] } }: Line): readonly string[] {
  const typed = splitFlags(words, bareValues(flags))
  const end = typed.indexOf('--')
  return end === -1 ? typed : typed.slice(0, end)
}

/** Returns the flags of a line that another command has, too, with their values. None shows a value of a variable. */
function sharedFlags(line: Line, name: string, without: readonly string[] = []): string[] {
  const known = flagsByName(line.commands.find(command => command.name === name))
  const own = flagsByName(line.command)
  const left = new Set([...without, '--show-values', '--reveal', '--out'])
  const typed = split(line)
  return typed.flatMap((word, at) => {
    if (!word.startsWith('--') || !known.has(word) || left.has(word)) return []
    const value = typed[at + 1]
    const takes = own.get(word)?.takes ?? ''
    const takesValue =
      value !== undefined && (takes.startsWith('<') || (takes !== '' && !value.startsWith('-')))
    return takesValue ? [word, value] : [word]
  })
}

function flagsByName(command: CommandSpec | undefined): ReadonlyMap<string, Flag> {
  const flags = (command?.flags ?? []).flatMap(group => Object.entries<Flag>(group.flags))
  return new Map(flags.map(([name, flag]) => [dashed(name), flag]))
}
