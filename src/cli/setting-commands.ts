import type { CommandSpec, FlagGroup } from './command.js'
import { OUTPUT, own, SECRETS, TARGET, WRITE } from './flag-groups.js'

/** The commands for every other setting of a deployment. */
export const settingCommands: readonly CommandSpec[] = [
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
]

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
