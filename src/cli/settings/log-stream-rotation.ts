import { assertRevealed } from '../agent.js'
import type { DeploymentInvocation, WriteOptions } from '../command.js'
import { commandLine, US } from '../command-line.js'
import { type DeploymentOptions, deploymentFlags } from '../deployment/options.js'
import { Interrupted } from '../interruption.js'
import { asCalled } from '../next.js'
import { EXIT, Refusal, refused, usage } from '../refusal.js'
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
  try {
    const question = 'Let the receiver accept both secrets, then press Enter to restart the stream: '
    const answer = await ask(terminal, question, interruption)
    if (answer.trim() !== '') throw refused('Not confirmed.')
  } catch (error) {
    if (error instanceof Interrupted) error.next = [words]
    else if (!(error instanceof Refusal)) throw error
    terminal.note('The secret is replaced, and the stream is not restarted.')
    if (error instanceof Interrupted) throw error
    adviseRestart()
    return { ...silent, exitCode: EXIT.failed }
  }
  await interruption.whileWriting(() => logStreams.restart(id, { signal: interruption.signal }))
  terminal.note('Restarted the stream: it signs with the new secret, and the receiver accepts that.')
  terminal.note('Drop the old secret in half an hour: deliveries may be that late.')
  return silent
}

type RotateInvocation = DeploymentInvocation<
  WriteOptions<never> & DeploymentOptions & { readonly showValues: boolean; readonly reveal: boolean }
>
