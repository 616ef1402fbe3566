import { constants } from 'node:os'
import { openTarget } from '../deployment/deployment.js'
import type { Outcome } from '../outcome.js'
import { Refusal, refused, usage } from '../refusal.js'
import { repeated, type Session } from '../session.js'
import { styled } from '../terminal/line.js'
import { listed } from './list.js'

/** `env run`: runs a command with the deployment's variables in its environment. Reads only. */
export async function run(session: Session): Promise<Outcome> {
  const [program, ...args] = session.args
  if (program === undefined) throw usage('Name the command to run, after --: env run -- node server.js')
  const target = await openTarget(session, 'read')
  const variables = await listed(session, target)
  const odd = variables.filter(({ name }) => GUARDED.test(name)).map(({ name }) => name)
  if (odd.length > 0) {
    throw refused(
      `${odd.join(', ')} would change how programs run: leave it out by --except, or rename it.`,
      {
        next: [repeated(session, '--except', odd.join(','))],
      },
    )
  }
  const cut = variables.find(({ value }) => value.includes('\0'))
  if (cut)
    throw refused(`${cut.name} holds a NUL character, which no environment keeps: leave it out by --except.`)
  const withheld = variables.filter(({ name }) => CREDENTIALS.test(name)).map(({ name }) => name)
  if (withheld.length > 0) session.terminal.note(styled('yellow', `Not handed over: ${withheld.join(', ')}.`))
  const environment = {
    ...childEnvironment(session),
    ...Object.fromEntries(variables.map(({ name, value }) => [name, value])),
  }
  return { exitCode: await runChild(session, program, args, environment) }
}

/** Variables by which a child would run something else. */
const GUARDED =
  /^(?:PATH|HOME|SHELL|BASH_ENV|IFS|NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS|PYTHON(?:PATH|HOME|STARTUP)|RUBY(?:OPT|LIB)|PERL5(?:OPT|LIB)|JAVA_TOOL_OPTIONS|LD_.*|DYLD_.*)$/i

const CREDENTIALS =
  /^CONVEX_(?:DEPLOY_KEY|DEPLOYMENT_TOKEN|DEPLOYMENT|SELF_HOSTED_URL|SELF_HOSTED_ADMIN_KEY|OVERRIDE_ACCESS_TOKEN|PLAN_KEY)$/

/** What is left of a pristine environment: without it hardly a program starts. */
const NEEDED =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|TERM|COLORTERM|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|PATHEXT|COMSPEC)$/i

function childEnvironment({ environment, flags }: Session): NodeJS.ProcessEnv {
  if (!flags.on('pristine')) return environment
  return Object.fromEntries(Object.entries(environment).filter(([name]) => NEEDED.test(name)))
}

/** What is passed on to the child; on a terminal, the keys for the first two reach it by themselves. */
const SIGNALS = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const
const KEYS: readonly string[] = ['SIGINT', 'SIGQUIT']

/** Runs a program until it ends, and ends as it does. */
async function runChild(
  { interruption }: Session,
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { spawn } = await import('node:child_process')
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => !CREDENTIALS.test(name)))
  const onTerminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY)
  // Before the child starts: from then on no signal may end this process alone.
  for (const signal of SIGNALS) {
    process.on(signal, () => (onTerminal && KEYS.includes(signal) ? undefined : child.kill(signal)))
  }
  interruption.end()
  const child = spawn(program, args, { stdio: 'inherit', env })
  return new Promise((resolve, reject) => {
    child.once('error', error => {
      const code = 'code' in error ? error.code : error.message
      reject(new Refusal(code === 'ENOENT' ? 127 : 126, `${program} can't be run (${code}).`))
    })
    child.once('exit', (code, signal) => {
      if (signal === null) return resolve(code ?? 0)
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
      // Where Node outlives that signal, the code tells of it as a shell would.
      resolve(128 + constants.signals[signal])
    })
  })
}
