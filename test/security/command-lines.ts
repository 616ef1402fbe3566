import { odd, plain, planKey, TOKEN } from './markers.js'

/** One way of running the command. */
export interface CommandLine {
  /** The words that name the command, as its own table has them. */
  readonly name: string
  /** What follows them. */
  readonly rest: readonly string[]
  readonly input?: string | undefined
  /** Whether its stdout shows values because somebody asked for them. */
  readonly reveals?: boolean
}

/** Files that hold secrets, for commands to read. */
export const FILES: Readonly<Record<string, string>> = {
  'source.env': `PLAIN=${plain('Value')}\nODD='${plain('A')} "b" \\ é #'\n`,
  'source.json': JSON.stringify({ PLAIN: plain('Value'), ODD: odd('Value'), HELD: null }),
  'unclear.env': `PLAIN="${plain('Open')}\n${plain('Stray')}\nPLAIN=${plain('Again')}\n9=${plain('Name')}\n`,
  'broken.json': `{ "PLAIN": "${plain('Broken')}`,
  'numbers.json': JSON.stringify({ PLAIN: { value: plain('Object') } }),
  'value.txt': odd('File'),
  'stream.json': JSON.stringify({
    logStreamType: 'axiom',
    apiKey: odd('Axiom'),
    datasetName: 'a',
    attributes: [],
  }),
  'change.json': JSON.stringify({ logStreamType: 'sentry', dsn: `https://${plain('Sentry')}@a.example/1` }),
  'convex/convex.config.ts':
    "import { defineApp } from 'convex/server'\nimport { v } from 'convex/values'\n" +
    "export default defineApp({ env: { HELD: v.literal('a'), PLAIN: v.literal('b') } })",
  'whole.yaml': `version: 1
sources: { file: { file: source.env }, program: { exec: [sh, print.sh], env: [VALUE] } }
environmentFrom: [file]
environment:
  FROM_FILE: { file: value.txt }
  FROM_ENV: { env: VALUE }
  FROM_PROGRAM: { from: program }
  MADE: { random: 32 }
logStreams:
  axiom: { apiKey: { from: file, name: PLAIN }, datasetName: a, attributes: [] }
`,
  'print.sh': `echo "${plain('Stderr')}" >&2; echo '{"FROM_PROGRAM":"${plain('Program')}"}'\n`,
  'wrong.yaml': `version: 1\nenvironment: { PLAIN: 1, ODD: { vlaue: ${plain('Typo')} }, HELD: &a ${plain('Anchor')} }\n`,
  'fleet.json': JSON.stringify([{ url: 'URL', key: 'CONVEX_SELF_HOSTED_ADMIN_KEY' }]),
  'keys.json': JSON.stringify([{ name: 'happy-otter-123', key: TOKEN }]),
}

/** What the environment of the command holds beside its credentials. */
export const VARIABLES = {
  VALUE: odd('Environment'),
  CONVEX_PLAN_KEY: planKey('APlanKeyOfTheTests'),
  CONVEX_ACCESS_TOKEN: plain('AccessToken'),
}

/** A command line for each command, and for each way in which values come in. */
export const COMMAND_LINES: readonly CommandLine[] = [
  { name: 'env list', rest: [] },
  { name: 'env list', rest: ['--show-values', '--format', 'json'], reveals: true },
  { name: 'env get', rest: ['HELD'], reveals: true },
  { name: 'env get', rest: ['MISSING'] },
  {
    name: 'env set',
    rest: ['A', '--from-file', 'value.txt', '--confirm', 'HOST', '--backup-dir', 'backups'],
  },
  { name: 'env set', rest: ['VALUE', '--from-env', '--confirm', 'HOST'] },
  { name: 'env set', rest: ['HELD', '--confirm', 'HOST', '--backup-dir', 'backups'], input: plain('Stdin') },
  { name: 'env set', rest: ['A', '--blind', '--confirm', 'HOST'], input: odd('Blind') },
  { name: 'env unset', rest: ['HELD', '--confirm', 'HOST', '--no-backup'] },
  { name: 'env pull', rest: ['pulled.env', '--overwrite', '--format', 'json'] },
  { name: 'env pull', rest: ['pulled.env'] },
  { name: 'env plan', rest: ['source.env', '--out', 'plan.json'] },
  { name: 'env plan', rest: ['source.json', '--allow-removals', '--create-only', 'PLAIN'] },
  { name: 'env plan', rest: ['-'], input: FILES['source.env'] },
  { name: 'env plan', rest: ['unclear.env'] },
  { name: 'env plan', rest: ['broken.json'] },
  { name: 'env plan', rest: ['numbers.json'] },
  { name: 'env plan', rest: ['source.env', '--deployments', 'fleet.json'] },
  { name: 'env plan', rest: ['source.env', '--deployments', 'keys.json'] },
  { name: 'env apply', rest: ['source.env', '--plan', 'plan.json', '--confirm', 'HOST'] },
  { name: 'env apply', rest: ['source.json', '--plan', 'plan.json', '--confirm', 'HOST'] },
  {
    name: 'env apply',
    rest: ['source.json', '--allow-removals', '--confirm', 'HOST', '--backup-dir', 'backups'],
  },
  { name: 'env apply', rest: ['source.env', '--deployments', 'fleet.json', '--confirm', 'HOST'] },
  { name: 'env apply', rest: ['backup:value.txt', '--confirm', 'HOST'] },
  {
    name: 'env copy',
    rest: ['--from', 'URL', '--from-key', 'CONVEX_SELF_HOSTED_ADMIN_KEY', '--confirm', 'HOST'],
  },
  { name: 'plan', rest: ['whole.yaml', '--out', 'whole.json'] },
  { name: 'plan', rest: ['wrong.yaml'] },
  { name: 'plan', rest: ['whole.yaml', '--deployments', 'fleet.json'] },
  { name: 'apply', rest: ['whole.yaml', '--plan', 'whole.json', '--confirm', 'HOST'] },
  { name: 'apply', rest: ['whole.yaml', '--confirm', 'HOST', '--backup-dir', 'backups'] },
  { name: 'import', rest: [] },
  { name: 'import', rest: ['imported.yaml', '--values', 'imported.env'] },
  ...['list', 'sweep --older-than 7d'].map(words => ({
    name: `deployments ${words.split(' ')[0]}`,
    rest: [...words.split(' ').slice(1), '--project', 'otters/pond', '--management-url', 'URL'],
  })),
  { name: 'deployments get', rest: ['happy-otter-123', '--management-url', 'URL'] },
  {
    name: 'deployments delete',
    rest: ['happy-otter-123', '--confirm', 'happy-otter-123', '--management-url', 'URL'],
  },
  {
    name: 'env defaults list',
    rest: ['--show-values', '--project', 'otters/pond', '--management-url', 'URL'],
    reveals: true,
  },
  ...['plan', 'apply'].map(verb => ({
    name: `env defaults ${verb}`,
    rest: ['source.env', '--type', 'dev', '--project', 'otters/pond', '--management-url', 'URL'],
  })),
  { name: 'check', rest: [] },
  { name: 'check', rest: ['source.env', 'source.json'] },
  { name: 'check', rest: ['-'], input: FILES['source.env'] },
  { name: 'check', rest: ['unclear.env'] },
  { name: 'check', rest: ['--deployments', 'fleet.json'] },
  { name: 'env run', rest: ['--', process.execPath, '-p', '[process.argv, process.env.CONVEX_DEPLOY_KEY]'] },
  { name: 'info', rest: [] },
  { name: 'ready', rest: [] },
  { name: 'pause', rest: ['--confirm', 'HOST'] },
  { name: 'unpause', rest: ['--confirm', 'HOST'] },
  { name: 'canonical-urls get', rest: [] },
  { name: 'canonical-urls set', rest: ['convexCloud', 'https://a.example', '--confirm', 'HOST'] },
  { name: 'canonical-urls reset', rest: ['convexSite', '--confirm', 'HOST'] },
  { name: 'log-streams list', rest: [] },
  { name: 'log-streams get', rest: ['webhook'] },
  { name: 'log-streams set', rest: ['axiom', '--from-file', 'stream.json', '--confirm', 'HOST'] },
  {
    name: 'log-streams set',
    rest: ['axiom', '--from-file', '-', '--confirm', 'HOST'],
    input: FILES['broken.json'],
  },
  { name: 'log-streams set', rest: ['sentry', '--from-file', 'change.json', '--confirm', 'HOST'] },
  { name: 'log-streams set', rest: ['webhook', '--to', 'https://b.example', '--confirm', 'HOST'] },
  { name: 'log-streams restart', rest: ['sentry', '--confirm', 'HOST'] },
  { name: 'log-streams delete', rest: ['sentry', '--confirm', 'HOST'] },
  {
    name: 'log-streams rotate-secret',
    rest: ['--confirm', 'HOST', '--show-values'],
    reveals: true,
  },
  { name: 'usage', rest: [] },
  { name: 'usage-limits list', rest: [] },
  { name: 'usage-limits set', rest: limitOf('month') },
  { name: 'usage-limits set', rest: limitOf('day') },
  {
    name: 'usage-limits remove',
    rest: '--metric functionCalls --window day --type disable --confirm HOST'.split(' '),
  },
  { name: 'audit-log', rest: [] },
  { name: 'audit-log', rest: ['--last', '7d', '--limit', '3'] },
  { name: 'completion', rest: ['bash'] },
]

function limitOf(window: string): string[] {
  return `--metric functionCalls --window ${window} --type disable --limit 9 --yes`.split(' ')
}

/** Secrets that stand on the command line, where they do not belong: they are not repeated into a log. */
export const MISTAKES: readonly CommandLine[] = [
  { name: 'env set', rest: ['A', plain('Value')] },
  { name: 'env set', rest: [`A=${plain('Value')}`] },
  { name: 'env set', rest: ['A', `--value=${plain('Value')}`] },
  { name: 'env set', rest: ['A', '--value', plain('Value')] },
  { name: 'env set', rest: ['A', '--from-env', plain('Value')] },
  { name: 'env list', rest: [`--token=${TOKEN}`] },
  { name: 'env list', rest: ['--token', TOKEN] },
  { name: 'env list', rest: ['--deployment', TOKEN] },
  { name: 'env list', rest: ['--url', `https://user:${plain('Password')}@a.example`] },
  { name: 'env list', rest: ['--url', `https://a.example/?key=${plain('Key')}`] },
  { name: 'env list', rest: ['--expect', TOKEN] },
  { name: 'env list', rest: ['--timeout', plain('Timeout')] },
  { name: 'env copy', rest: ['--from', 'URL', '--from-key', TOKEN] },
  { name: 'env copy', rest: ['--from', TOKEN, '--from-key', TOKEN] },
  { name: 'env unset', rest: ['HELD', '--confirm', TOKEN] },
]
