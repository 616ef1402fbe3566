import type { CommandSpec } from './command.js'
import { envCommands } from './env-commands.js'
import { OUTPUT, own } from './flag-groups.js'
import { settingCommands } from './setting-commands.js'

/** Every command there is: what it is for, what it takes, and where its code is. */
export const commands: readonly CommandSpec[] = [
  ...envCommands,
  ...settingCommands,
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
