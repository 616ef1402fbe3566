import type { CommandSpec, FlagGroup } from './command.js'
import { BACKUP, FLEET, OUTPUT, RULES, SCOPE, SECRETS, SOURCE, TARGET, WRITE } from './flag-groups.js'

const FORMAT = '--format <format>'

/** Every command there is: what it is for, what it takes, and where its code is. */
export const commands: readonly CommandSpec[] = [
  {
    name: 'env list',
    purpose: 'List the variables by name',
    flags: [
      SCOPE,
      own([FORMAT, 'with --show-values: env (default), shell, docker or json']),
      SECRETS,
      TARGET,
      OUTPUT,
    ],
    example: 'convex-deployment env list --only "STRIPE_*"',
    load: async () => (await import('./env/index.js')).list,
  },
  {
    name: 'env get',
    purpose: 'Print the value of one variable, to the byte',
    about: 'Exits 5 where there is none of that name.',
    takes: '<name>',
    flags: [TARGET, OUTPUT],
    example: 'convex-deployment env get JWT_PUBLIC_KEY > jwt.pem',
    load: async () => (await import('./env/index.js')).get,
  },
  {
    name: 'env set',
    purpose: 'Set variables, to values that never stand on the command line',
    about:
      'Asks for each value without showing it; or takes it from stdin, a file or the environment.\n' +
      'What is piped in loses the line break at the end of a single line; a file is taken to the byte.',
    takes: '<name...>',
    flags: [
      {
        heading: 'The values:',
        flags: [
          ['--from-env [variable]', 'from this environment variable, or from the namesake of each'],
          ['--from-file <file>', 'the whole of a file'],
          ['--from-stdin', 'from stdin, as without a flag where stdin is no terminal'],
        ],
      },
      {
        heading: 'What may happen:',
        flags: [
          ['--create-only', 'never replace a value'],
          ['--allow-empty', 'take an empty value'],
          ['--allow-placeholders', 'take a value that looks like a placeholder, such as ******'],
          ['--blind', 'read nothing: for a key that may write but not list'],
        ],
      },
      WRITE,
      BACKUP,
      TARGET,
      OUTPUT,
    ],
    example:
      'convex-deployment env set JWT_PRIVATE_KEY --from-file jwt.pem\nconvex-deployment env set API_KEY --from-env',
    load: async () => (await import('./env/index.js')).set,
  },
  {
    name: 'env unset',
    purpose: 'Remove variables',
    about: 'Exits 5, and removes nothing, where one of them does not exist.',
    takes: '<name...>',
    flags: [
      own(
        ['--missing-ok', 'remove those that exist'],
        ['--blind', 'read nothing: for a key that may not list'],
      ),
      WRITE,
      BACKUP,
      TARGET,
      OUTPUT,
    ],
    example: 'convex-deployment env unset OLD_FLAG',
    load: async () => (await import('./env/index.js')).unset,
  },
  {
    name: 'env pull',
    purpose: 'Write the variables to a file that only you may read',
    about: 'Never over an existing file, unless you say how, and never to one that git tracks.',
    takes: '<file>',
    flags: [
      own(
        ['--merge', 'keep what the deployment does not have, and all comments'],
        ['--overwrite', 'replace the file'],
        [FORMAT, 'env (default), shell, docker or json'],
      ),
      SCOPE,
      TARGET,
      OUTPUT,
    ],
    example: 'convex-deployment env pull .env.production',
    load: async () => (await import('./env/index.js')).pull,
  },
  {
    name: 'env plan',
    purpose: 'Show what would change, by name and size, and write nothing',
    about:
      'A source is a .env file, a .json file, - for stdin, deployment:NAME, or backup:FILE (backup:latest).\n' +
      'Values never show: an update is told by sizes and keyed fingerprints.',
    takes: '<source...>',
    flags: [
      own(
        ['--exit-code', 'exit 2 where there are changes'],
        ['--out <file>', 'save the plan, without a value, for `env apply --plan`'],
      ),
      SCOPE,
      RULES,
      SOURCE,
      FLEET,
      TARGET,
      OUTPUT,
    ],
    example: 'convex-deployment env plan .env.production --prune --only "STRIPE_*" --exit-code',
    load: async () => (await import('./env/index.js')).plan,
  },
  {
    name: 'env apply',
    purpose: 'Make a deployment as the source says, in one transaction',
    about:
      'Shows the plan, asks, keeps a backup, reads again, sends one request, and reads back.\n' +
      'Variables that the source does not have stay, unless --prune and --only name them.',
    takes: '<source...>',
    flags: [
      own(['--plan <file>', 'apply this saved plan, from the sources that it was made from']),
      SCOPE,
      RULES,
      WRITE,
      BACKUP,
      SOURCE,
      FLEET,
      TARGET,
      OUTPUT,
    ],
    example:
      'convex-deployment env apply .env.production --expect prod\n' +
      'convex-deployment env apply backup:latest',
    load: async () => (await import('./env/index.js')).apply,
  },
  {
    name: 'env copy',
    purpose: 'Copy variables from one deployment to another',
    about: 'Each has a key of its own. Without --to it is the deployment that every command is for.',
    flags: [
      {
        heading: 'From where to where:',
        flags: [
          ['--from <name>', 'the name or URL of the deployment to copy from'],
          ['--from-key <variable>', 'the variable that holds its key'],
          ['--to <name>', 'the name or URL of the deployment to copy to'],
          ['--to-key <variable>', 'the variable that holds its key'],
        ],
      },
      SCOPE,
      RULES,
      WRITE,
      BACKUP,
      TARGET,
      OUTPUT,
    ],
    example:
      'convex-deployment env copy --from happy-otter-123 --from-key DEV_KEY --to tall-fox-9 --to-key PREVIEW_KEY',
    load: async () => (await import('./env/index.js')).copy,
  },
  {
    name: 'env run',
    purpose: "Run a command with the deployment's variables in its environment",
    about: "Convex's own credentials are kept from it. Its exit code and signals pass through.",
    takes: '<command...>',
    flags: [
      own(['--pristine', 'hand over nothing else of the environment, but for PATH, HOME and the like']),
      SCOPE,
      TARGET,
      OUTPUT,
    ],
    example: 'convex-deployment env run -- node server.js',
    load: async () => (await import('./env/index.js')).run,
  },
  {
    name: 'info',
    purpose: 'Show what kind of deployment this is',
    flags: [TARGET, OUTPUT],
    example: 'convex-deployment info --json',
    load: async () => (await import('./settings/state.js')).info,
  },
  {
    name: 'ready',
    purpose: 'Wait until a new deployment answers',
    flags: [TARGET, OUTPUT],
    example: 'convex-deployment ready --deployment happy-otter-123',
    load: async () => (await import('./settings/state.js')).ready,
  },
  {
    name: 'pause',
    purpose: "Stop all of the deployment's functions",
    flags: [WRITE, TARGET, OUTPUT],
    example: 'convex-deployment pause --confirm happy-otter-123',
    load: async () => (await import('./settings/state.js')).pause,
  },
  {
    name: 'unpause',
    purpose: "Let the deployment's functions run again",
    flags: [WRITE, TARGET, OUTPUT],
    example: 'convex-deployment unpause --yes',
    load: async () => (await import('./settings/state.js')).unpause,
  },
  {
    name: 'canonical-urls get',
    purpose: 'Show both addresses',
    flags: [TARGET, OUTPUT],
    example: 'convex-deployment canonical-urls get',
    load: async () => (await import('./settings/canonical-urls.js')).get,
  },
  {
    name: 'canonical-urls set',
    purpose: 'Set an address',
    about: 'The destination is convexCloud (the API, and clients) or convexSite (HTTP actions).',
    takes: '<destination> <url>',
    flags: [WRITE, TARGET, OUTPUT],
    example: 'convex-deployment canonical-urls set convexCloud https://api.example.com',
    load: async () => (await import('./settings/canonical-urls.js')).set,
  },
  {
    name: 'canonical-urls reset',
    purpose: 'Set an address back to its default',
    takes: '<destination>',
    flags: [WRITE, TARGET, OUTPUT],
    example: 'convex-deployment canonical-urls reset convexCloud',
    load: async () => (await import('./settings/canonical-urls.js')).reset,
  },
  {
    name: 'log-streams list',
    purpose: 'List all log streams',
    flags: [SECRETS, TARGET, OUTPUT],
    example: 'convex-deployment log-streams list',
    load: async () => (await import('./settings/log-streams.js')).list,
  },
  {
    name: 'log-streams get',
    purpose: 'Show one log stream',
    takes: '<id>',
    flags: [SECRETS, TARGET, OUTPUT],
    example: 'convex-deployment log-streams get ID --json',
    load: async () => (await import('./settings/log-streams.js')).get,
  },
  {
    name: 'log-streams create',
    purpose: 'Create a log stream',
    about:
      'Its settings are JSON: { "logStreamType": "webhook", "url": "https://logs.example.com", "format": "jsonl" }.',
    flags: [fromFile(), WRITE, SECRETS, TARGET, OUTPUT],
    example: 'convex-deployment log-streams create --from-file webhook.json',
    load: async () => (await import('./settings/log-streams.js')).create,
  },
  {
    name: 'log-streams update',
    purpose: 'Change a log stream',
    about: 'What the JSON leaves out stays as it is.',
    takes: '<id>',
    flags: [fromFile(), WRITE, TARGET, OUTPUT],
    example: 'convex-deployment log-streams update ID --from-file change.json',
    load: async () => (await import('./settings/log-streams.js')).update,
  },
  {
    name: 'log-streams delete',
    purpose: 'Delete a log stream',
    takes: '<id>',
    flags: [WRITE, TARGET, OUTPUT],
    example: 'convex-deployment log-streams delete ID',
    load: async () => (await import('./settings/log-streams.js')).remove,
  },
  {
    name: 'log-streams rotate-secret',
    purpose: 'Replace the secret of a webhook',
    about: 'The old one is void at once.',
    takes: '<id>',
    flags: [WRITE, SECRETS, TARGET, OUTPUT],
    example: 'convex-deployment log-streams rotate-secret ID --show-values',
    load: async () => (await import('./settings/log-streams.js')).rotateSecret,
  },
  {
    name: 'usage',
    purpose: 'Show what the deployment has consumed',
    flags: [TARGET, OUTPUT],
    example: 'convex-deployment usage',
    load: async () => (await import('./settings/usage.js')).usage,
  },
  {
    name: 'usage-limits list',
    purpose: 'List all usage limits',
    flags: [TARGET, OUTPUT],
    example: 'convex-deployment usage-limits list',
    load: async () => (await import('./settings/usage.js')).list,
  },
  {
    name: 'usage-limits create',
    purpose: 'Create a usage limit',
    flags: [limitFlags(), WRITE, TARGET, OUTPUT],
    example:
      'convex-deployment usage-limits create --metric functionCalls --window day --type disable --limit 1000000',
    load: async () => (await import('./settings/usage.js')).create,
  },
  {
    name: 'usage-limits update',
    purpose: 'Replace a usage limit',
    takes: '<id>',
    flags: [limitFlags(), WRITE, TARGET, OUTPUT],
    example:
      'convex-deployment usage-limits update ID --metric functionCalls --window day --type warning --limit 500000',
    load: async () => (await import('./settings/usage.js')).update,
  },
  {
    name: 'usage-limits delete',
    purpose: 'Delete a usage limit',
    takes: '<id>',
    flags: [WRITE, TARGET, OUTPUT],
    example: 'convex-deployment usage-limits delete ID',
    load: async () => (await import('./settings/usage.js')).remove,
  },
  {
    name: 'audit-log',
    purpose: 'Show who changed what, the oldest first',
    flags: [
      own(
        ['--from <moment>', 'a while ago, such as 24h (default) or 7d, or a date'],
        ['--limit <n>', 'at most so many'],
      ),
      TARGET,
      OUTPUT,
    ],
    example: 'convex-deployment audit-log --from 7d',
    load: async () => (await import('./settings/audit-log.js')).auditLog,
  },
  {
    name: 'fake',
    purpose: 'Serve a fake deployment, and print its URL and key',
    flags: [
      own(
        ['--port <n>', 'by default a free one'],
        ['--name <name>', 'happy-otter-123 by default'],
        ['--type <type>', 'dev (default), prod, preview or custom'],
        ['--self-hosted', 'answer as a self-hosted one'],
      ),
      OUTPUT,
    ],
    example: 'convex-deployment fake > .env.fake &\nconvex-deployment env list --env-file .env.fake',
    load: async () => (await import('./serve-fake.js')).serveFake,
  },
  {
    name: 'completion',
    purpose: 'Print a completion script for bash, zsh or fish',
    takes: '<shell>',
    flags: [OUTPUT],
    example: 'source <(convex-deployment completion bash)\nconvex-deployment completion fish | source',
    load: async () => (await import('./completion.js')).completion(commands),
  },
]

/** Flags of one command alone. */
function own(...flags: FlagGroup['flags']): FlagGroup {
  return { heading: 'Options:', flags }
}

function fromFile(): FlagGroup {
  return own(['--from-file <file>', 'the JSON file with its settings, or - for stdin'])
}

function limitFlags(): FlagGroup {
  return {
    heading: 'The limit:',
    flags: [
      ['--metric <metric>', 'what is counted, such as functionCalls'],
      ['--window <window>', 'day or month'],
      ['--type <type>', 'warning or disable'],
      ['--limit <n>', "how much, in the metric's unit"],
      ['--disabled', 'keep it without putting it in force'],
    ],
  }
}
