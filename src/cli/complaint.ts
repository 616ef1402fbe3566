import type { CommandSpec } from './command.js'
import { convexCommand, convexFlag, valuesOfFile } from './convex-words.js'
import { type Refusal, usage } from './refusal.js'

/** Refuses a command line by the parser's complaint. */
export function usageOf(
  complaint: string,
  code: string,
  spec: CommandSpec | undefined,
  argv: readonly string[],
): Refusal {
  const several = /unknown option '(--(?:team|project|where|deployments))'/.exec(complaint)?.[1]
  if (several !== undefined && spec && has(spec, 'deployment')) throw forOne(spec, several)
  const said = withoutStrayValue(complaint)
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .trim()
    .replace(/ \((Did you mean .*\?)\)$/, '. $1')
    .replace(/[^.?]$/, '$&.')
  const sentence = `${said.charAt(0).toUpperCase()}${said.slice(1)}`
  const [, flag = ''] = /^unknown option '([^']*)'/.exec(said) ?? []
  const hint = convexFlag(flag)
  if (hint !== undefined) return usage(`Unknown option '${flag}'. ${hint}`)
  const answer = ANSWERS[code]?.(argv)
  if (answer === undefined) return usage(sentence)
  const { message, ...lines } = answer
  return usage(`${sentence.replace(/ Did you mean .*/, '')} ${message}`, lines)
}

/** Answers what Convex's own command would understand, by the parser's code for it. */
const ANSWERS: { readonly [code: string]: typeof convexCommand } = {
  'commander.unknownCommand': convexCommand,
  'commander.missingArgument': valuesOfFile,
}

/** Refuses a flag that names several deployments, where a command is for one. */
function forOne(spec: CommandSpec, flag: string): Refusal {
  const one = `\`${spec.name}\` is for one deployment, without ${flag}: name it by --deployment.`
  if (!has(spec, 'confirm')) return usage(one)
  return usage(`${one} What several have in common is declared in a file, and applied to all of them.`, {
    next: [['convex-deployment', 'apply', 'FILE', '--project', 'TEAM/PROJECT']],
  })
}

function has({ flags = [] }: CommandSpec, name: string): boolean {
  return flags.some(group => Object.hasOwn(group.flags, name))
}

/** Removes a word in the place of a command or a flag unless it looks like one: it may be a secret. */
function withoutStrayValue(complaint: string): string {
  return complaint.replace(/unknown (option|command) '(.*)'/s, (_, kind: string, typed: string) => {
    const [known] = /^(?:(?:--)?[a-z][a-z-]{0,30}|-[a-z])$/.exec(typed) ?? []
    return known === undefined ? `unknown ${kind}` : `unknown ${kind} '${known}'`
  })
}

/**
 * Returns the answer to the name of a group alone, such as `env`.
 * @param named the words of the group that the line begins with
 */
export function commandsOf(
  specs: readonly CommandSpec[],
  argv: readonly string[],
  named: readonly string[],
): string {
  const group = named.join(' ') || argv[0]
  const depth = named.length
  const names = specs.flatMap(({ name }) =>
    name.startsWith(`${group} `) ? [name.split(' ')[depth] ?? ''] : [],
  )
  return `\`${group}\` needs a command: ${[...new Set(names)].join(', ')}.`
}
