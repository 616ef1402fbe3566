import { isName } from './command-line.js'
import type { RefusalDetails } from './refusal.js'

/** The answer to a word of Convex's own command that is another one here. */
interface Answer extends Pick<RefusalDetails, 'next' | 'instead'> {
  readonly message: string
}

/** The verbs of `convex env`, and others that people try, by those of `env`. */
const VERBS: { readonly [typed: string]: string } = {
  add: 'set',
  create: 'set',
  update: 'set',
  remove: 'unset',
  rm: 'unset',
  delete: 'unset',
  ls: 'list',
  print: 'get',
  import: 'apply',
  export: 'pull',
  diff: 'plan',
  push: 'apply',
  default: 'defaults',
}

/** The verbs that somebody gives without `env`. */
const BARE = ['set', 'get', 'list', 'ls', 'unset', 'remove', 'pull']

/** The verbs of `convex env default`, by those of `env defaults`: several change at once, by a file. */
const VERBS_OF_DEFAULTS: { readonly [typed: string]: string } = {
  set: 'apply',
  remove: 'apply',
  rm: 'apply',
  unset: 'apply',
  get: 'list',
}

/** The commands of Convex's own that have nothing to do with the administration of a deployment. */
const OF_CONVEX = [
  'dev',
  'deploy',
  'run',
  'data',
  'logs',
  'export',
  'dashboard',
  'dash',
  'docs',
  'codegen',
  'project',
  'insights',
  'login',
  'logout',
  'function-spec',
  'mcp',
  'ai-files',
  'update',
  'deployment',
]

/** The flags of Convex's own command, and how the same is said here. */
const FLAGS: { readonly [flag: string]: string } = {
  '--prod': 'The key says which deployment it is: use that of production, and `--expect prod` to be sure.',
  '--preview-name': 'A preview is named by its reference: `--project TEAM/PROJECT --where reference=NAME`.',
  '--deployment-name': 'It is called --deployment here.',
  '--admin-key':
    'A key is never an argument: it is read from the environment, .env.local, .env, or --credentials FILE.',
  '--env-file': 'The file with URL and key is named by --credentials.',
  '--force': 'What differs is replaced, after one question: --yes answers it.',
  '--names-only': 'Names alone are what `env list` shows: --show-values adds the values.',
  '--include-values': 'It is called --show-values here.',
}

/** Answers a command that Convex's own has, if the words begin with one. */
export function convexCommand([first = '', second = '', third = '']: readonly string[]): Answer | undefined {
  if (first === 'env' && (second === 'default' || second === 'defaults')) {
    const verb = Object.hasOwn(VERBS_OF_DEFAULTS, third) ? (VERBS_OF_DEFAULTS[third] ?? '') : ''
    if (verb === '') return second === 'default' ? called('env defaults', ['--help']) : undefined
    return called(`env defaults ${verb}`, verb === 'list' ? [] : ['FILE'])
  }
  if (first === 'env' && Object.hasOwn(VERBS, second)) {
    const verb = VERBS[second] ?? ''
    return called(`env ${verb}`, argumentsOf(verb, third))
  }
  if (BARE.includes(first)) {
    const verb = VERBS[first] ?? first
    return called(`env ${verb}`, argumentsOf(verb, second))
  }
  if (first === 'diff' || first === 'drift') return called('plan', ['--exit-code'])
  if (/^(?:data-?)?sync$/i.test(first))
    return { message: 'Data sync has no command: it is for programs, as `dataSync`.' }
  if (!OF_CONVEX.includes(first)) return undefined
  return {
    message: `\`${first}\` is a command of Convex's own CLI: this one administers deployments.`,
    next: [['npx', 'convex', first, '--help']],
  }
}

/** Answers `convex env set --from-file FILE`, which sets all variables of a file: here that is a plan first. */
export function valuesOfFile([first, second, ...rest]: readonly string[]): Answer | undefined {
  const at = rest.findIndex(word => /^--from-file(?:=|$)/.test(word))
  if (first !== 'env' || second !== 'set' || at === -1) return undefined
  const [, joined] = /^--from-file=(.+)$/s.exec(rest[at] ?? '') ?? []
  const word = rest[at + 1]
  const file = joined ?? (word === undefined || word.startsWith('-') ? 'FILE' : word)
  return {
    message:
      'With a name, it takes the whole file as one value. All variables of a file are set by `env apply`.',
    instead: [
      { command: 'env plan', args: [file] },
      { command: 'env apply', args: [file] },
    ],
  }
}

const ARGUMENTS: { readonly [verb: string]: readonly string[] } = {
  set: ['NAME'],
  unset: ['NAME'],
  get: ['NAME'],
  plan: ['FILE'],
  apply: ['FILE'],
}

/** Returns the arguments of a verb: the word that was typed behind it, if that has the form of a name. */
function argumentsOf(verb: string, typed: string): readonly string[] {
  const usual = ARGUMENTS[verb] ?? []
  return usual[0] === 'NAME' && isName(typed) ? [typed] : usual
}

function called(command: string, args: readonly string[]): Answer {
  return { message: `It is called \`${command}\` here.`, instead: [{ command, args }] }
}

/** Answers a flag that Convex's own command has, if it is one. */
export function convexFlag(flag: string): string | undefined {
  return Object.hasOwn(FLAGS, flag) ? FLAGS[flag] : undefined
}
