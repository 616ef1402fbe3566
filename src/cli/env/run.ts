import type { EnvironmentRecord } from '../../connection/environment.js'
import type { EnvironmentVariable } from '../../index.js'
import { isCredential } from '../../text/convex-names.js'
import { quote, quoteAll } from '../../text/quote.js'
import { assertRevealed, revealFlag } from '../agent.js'
import type { CommandResult } from '../command.js'
import { readCommand } from '../command.js'
import { on, own } from '../flags.js'
import { refused, usage } from '../refusal.js'
import { styled } from '../terminal/line.js'
import { runChild } from './child.js'
import { allowFlag, assertHarmless, environmentWith, keysIn } from './handing-over.js'
import { listWithin } from './list.js'
import { SCOPE } from './rules.js'

/** `env run`: runs a program with the deployment's variables in its environment. */
export const envRun = readCommand({
  name: 'env run',
  purpose: "Run a command with the deployment's variables in its environment",
  about:
    "Convex's own credentials are kept from it, and keys of other names. Variables by which programs run other\n" +
    'code, or that your own environment has otherwise, need --allow. Its exit code and\n' +
    'signals pass through.',
  takes: '<command...>',
  flags: [
    own({
      allow: allowFlag,
      reveal: revealFlag,
      pristine: on('hand over nothing else of the environment, but for PATH, HOME and the like'),
    }),
    SCOPE,
  ],
  example: 'convex-deployment env run -- node server.js',
  async run({ args, options, host, terminal, interruption, deployments }): Promise<CommandResult> {
    const [program, ...rest] = args
    if (program === undefined) throw usage('Name the command to run, after --: env run -- node server.js')
    assertRevealed({ options, host })
    const deployment = await deployments.open()
    const listed = await listWithin(options, deployment, interruption.signal)
    const { isWindows } = host
    const allowed = { allowed: options.allow, isWindows }
    const own = options.pristine ? needed(host.environment) : host.environment
    const ownKeys = keysIn(own, allowed)
    const keys = keysIn(Object.fromEntries(listed.map(({ name, value }) => [name, value])), allowed)
    const variables = listed.filter(({ name }) => !keys.includes(name))
    assertHarmless(variables, { ...allowed, environment: own })
    assertWhole(variables)
    // That Convex's own variables stay here is nothing to tell of: they are always there.
    const withheld = new Set([...keys, ...ownKeys.filter(name => !isCredential(name))])
    if (withheld.size > 0)
      terminal.note(styled('yellow', `Not handed over, as keys of Convex: ${quoteAll(withheld)}.`))
    const environment = Object.fromEntries(Object.entries(own).filter(([name]) => !ownKeys.includes(name)))
    const complete = environmentWith(environment, variables, isWindows)
    return { exitCode: await runChild(program, rest, complete, host, () => interruption.end()) }
  },
})

/** Returns the variables that stay in a pristine environment: few programs start without them. */
function needed(environment: EnvironmentRecord): EnvironmentRecord {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => PRISTINE.test(name)))
}

const PRISTINE =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|TERM|COLORTERM|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|PATHEXT|COMSPEC)$/i

function assertWhole(variables: readonly EnvironmentVariable[]): void {
  const cut = variables.find(({ value }) => value.includes('\0'))
  if (cut === undefined) return
  throw refused(
    `${quote(cut.name)} holds a NUL character, which no environment keeps: leave it out by --except.`,
    { add: [['--except', cut.name]] },
  )
}
