import { assertRevealed } from '../agent.js'
import type { DeploymentInvocation, WriteOptions } from '../command.js'
import { commandLine, US } from '../command-line.js'
import { type DeploymentOptions, deploymentFlags } from '../deployment/options.js'
import { Resumable } from '../failure.js'
import { Interrupted } from '../interruption.js'
import { asCalled } from '../next.js'
import { EXIT, Refusal, usage } from '../refusal.js'
import { ask } from '../terminal/input.js'
import { toCopy } from '../terminal/line.js'
import { existing } from './existing-stream.js'
import { change, fields } from './setting.js'

/** Rotates the secret of the webhook, and restarts the stream if somebody says that the receiver is ready for it. */
export async function rotate(invocation: RotateInvocation) {
  const { options, deployments, interruption, terminal } = invocation
  if (!options.showValues) {
    throw usage('The deployment forgets the old secret, and the new one shows with --show-values alone.', {
      add: [['--show-values']],
    })
  }
  assertRevealed(invocation)
  const deployment = await deployments.open()
  const { logStreams } = deployment.client
  const { id, logStreamType } = await existing(deployment, 'webhook', interruption)
  const result = await change(invocation, deployment, {
    effect: 'Replace the secret of the log stream webhook',
    call: calling => logStreams.rotateSecret(id, calling),
    done: 'Replaced the secret of the log stream webhook',
    show: hmacSecret => ({
      data: { logStream: { id, logStreamType, hmacSecret } },
      lines: fields({ hmacSecret }),
    }),
  })
  const { program, isWindows } = invocation.host
  const { yes, confirm } = options
  const confirmed = [...(yes ? ['--yes'] : []), ...(confirm === undefined ? [] : ['--confirm', confirm])]
  const words = [US, 'log-streams', 'restart', 'webhook', ...deploymentFlags(options), ...confirmed]
  const next = commandLine(asCalled(words, program), isWindows)
  const adviseRestart = () => {
    terminal.note('It signs with the old one until it restarts. Let the receiver accept both, then run:')
    terminal.note(...toCopy(next))
  }
  if (!terminal.interactive || options.json) {
    adviseRestart()
    return { ...result, next }
  }
  terminal.print(result.lines ?? [])
  const { lines: _, ...silent } = result
  if (!(await isReceiverReady(invocation, words))) {
    terminal.note(NOT_RESTARTED)
    adviseRestart()
    return { ...silent, exitCode: EXIT.failed }
  }
  try {
    await interruption.whileWriting(() => logStreams.restart(id, { signal: interruption.signal }))
  } catch (error) {
    // To rotate again would throw the secret away that the receiver has just got.
    throw new Resumable(error, { next: [words] }, true)
  }
  terminal.note('Restarted the stream: it signs with the new secret, and the receiver accepts that.')
  terminal.note('Drop the old secret in half an hour: deliveries may be that late.')
  return silent
}

const QUESTION = 'Let the receiver accept both secrets, then press Enter to restart the stream: '
const NOT_RESTARTED = 'The secret is replaced, but the stream is not restarted.'

/** Asks whether the receiver accepts both secrets. Any answer but Enter alone is a no, and so is the end of the input. */
async function isReceiverReady(
  { terminal, interruption }: RotateInvocation,
  restart: readonly string[],
): Promise<boolean> {
  try {
    return (await ask(terminal, QUESTION, interruption)) === ''
  } catch (error) {
    if (error instanceof Refusal) return false
    if (!(error instanceof Interrupted)) throw error
    terminal.note(NOT_RESTARTED)
    throw new Resumable(error, { next: [restart] })
  }
}

type RotateInvocation = DeploymentInvocation<
  WriteOptions<never> & DeploymentOptions & { readonly showValues: boolean; readonly reveal: boolean }
>
