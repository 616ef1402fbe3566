import type { CommandSpec } from './command.js'
import { BACKUP, FLEET, OUTPUT, own, RULES, SCOPE, SECRETS, SOURCE, TARGET, WRITE } from './flag-groups.js'

const FORMAT = '--format <format>'

/** The commands for environment variables. */
export const envCommands: readonly CommandSpec[] = [
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
]
