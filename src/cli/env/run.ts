import { constants } from 'node:os'
import type { EnvironmentVariable } from '../../index.js'
import { printable, quote, quoteAll } from '../../text/quote.js'
import type { CommandResult } from '../command.js'
import { readCommand } from '../command.js'
import { errorCode } from '../files.js'
import { on, own } from '../flags.js'
import type { Environment, Host } from '../host.js'
import { Refusal, refused, usage } from '../refusal.js'
import { styled } from '../terminal/line.js'
import { listWithin } from './list.js'
import { SCOPE } from './rules.js'

/** `env run`: runs a program with the deployment's variables in its environment. */
export const envRun = readCommand({
  name: 'env run',
  purpose: "Run a command with the deployment's variables in its environment",
  about: "Convex's own credentials are kept from it. Its exit code and signals pass through.",
  takes: '<command...>',
  flags: [
    own({ pristine: on('hand over nothing else of the environment, but for PATH, HOME and the like') }),
    SCOPE,
  ],
  example: 'convex-deployment env run -- node server.js',
  async run({ args, options, host, terminal, interruption, deployments }): Promise<CommandResult> {
    const [program, ...rest] = args
    if (program === undefined) throw usage('Name the command to run, after --: env run -- node server.js')
    const deployment = await deployments.open()
    const variables = await listWithin(options, deployment, interruption.signal)
    assertHarmless(variables)
    const withheld = variables.filter(({ name }) => CREDENTIALS.test(name)).map(({ name }) => name)
    if (withheld.length > 0) terminal.note(styled('yellow', `Not handed over: ${quoteAll(withheld)}.`))
    const own = options.pristine ? only(host.environment, name => NEEDED.test(name)) : host.environment
    const all = { ...own, ...Object.fromEntries(variables.map(({ name, value }) => [name, value])) }
    const environment = only(all, name => !CREDENTIALS.test(name))
    return { exitCode: await runChild(program, rest, environment, host, () => interruption.end()) }
  },
})

/** The variables by which a child would run something else. */
const GUARDED =
  /^(?:PATH|HOME|SHELL|BASH_ENV|IFS|NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS|PYTHON(?:PATH|HOME|STARTUP)|RUBY(?:OPT|LIB)|PERL5(?:OPT|LIB)|JAVA_TOOL_OPTIONS|LD_.*|DYLD_.*)$/i

const CREDENTIALS =
  /^CONVEX_(?:DEPLOY_KEY|DEPLOYMENT_TOKEN|DEPLOYMENT|SELF_HOSTED_URL|SELF_HOSTED_ADMIN_KEY|OVERRIDE_ACCESS_TOKEN|PLAN_KEY)$/

/** The variables that stay in a pristine environment: few programs start without them. */
const NEEDED =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|TERM|COLORTERM|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|PATHEXT|COMSPEC)$/i

/** The signals that are passed on to the child; on a terminal, the keys for the first two reach it by themselves. */
const SIGNALS = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const
const KEYS: readonly string[] = ['SIGINT', 'SIGQUIT']

function assertHarmless(variables: readonly EnvironmentVariable[]): void {
  const odd = variables.filter(({ name }) => GUARDED.test(name)).map(({ name }) => name)
  if (odd.length > 0) {
    throw refused(`${quoteAll(odd)} would change how programs run: leave it out by --except, or rename it.`, {
      add: [['--except', odd.join(',')]],
    })
  }
  const cut = variables.find(({ value }) => value.includes('\0'))
  if (cut) {
    const shown = quote(cut.name)
    throw refused(`${shown} holds a NUL character, which no environment keeps: leave it out by --except.`)
  }
}

function only(environment: Environment, fits: (name: string) => boolean): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => fits(name)))
}

/**
 * Runs a program until it ends, and ends as it does. In a process of its own the child gets the streams of the process, and
 * its signals.
 * @param stopListening called before the child starts: from then on no signal may end this process alone
 */
async function runChild(
  program: string,
  args: readonly string[],
  environment: Environment,
  { process, folder, stdin, stdout, stderr }: Host,
  stopListening: () => void,
): Promise<number> {
  const { spawn } = await import('node:child_process')
  const onTerminal = [stdin, stdout, stderr].some(({ isTTY }) => isTTY)
  const listeners = SIGNALS.map(signal => {
    const passOn = () => void (onTerminal && KEYS.includes(signal) ? undefined : child.kill(signal))
    process?.on(signal, passOn)
    return { signal, passOn }
  })
  stopListening()
  const stdio = process ? 'inherit' : 'pipe'
  const child = spawn(program, args, { cwd: folder, stdio, env: environment })
  if (child.stdin) stdin.pipe(child.stdin.on('error', () => {}))
  child.stdout?.pipe(stdout, { end: false })
  child.stderr?.pipe(stderr, { end: false })
  return new Promise((resolve, reject) => {
    child.once('error', error => {
      const code = errorCode(error) ?? error.message
      const message = printable(`${program} can't be run (${code}).`)
      reject(new Refusal(code === 'ENOENT' ? 127 : 126, 'Failed', message))
    })
    child.once('close', (code, signal) => {
      if (signal === null) return resolve(code ?? 0)
      for (const { signal, passOn } of listeners) process?.off(signal, passOn)
      process?.kill(process.pid, signal)
      // If there is no process to end, or it outlives that signal, the code says it as a shell would.
      resolve(128 + constants.signals[signal])
    })
  })
}
