import type { CallOptions, LogStream } from '../../index.js'
import { v1 } from '../../schema/contracts.js'
import { type PublicPart, publicPart } from '../../schema/public-part.js'
import { sensitiveStrings } from '../../schema/sensitive-strings.js'
import { memberOf, textMember } from '../../text/member.js'
import { quote } from '../../text/quote.js'
import { redact } from '../../text/redact.js'
import { secretFlags, showsSecrets } from '../agent.js'
import { type Command, writeCommand } from '../command.js'
import type { Shapes } from '../output.js'
import { reader, type Shown } from '../reading.js'
import { columns, type Row, styled } from '../terminal/line.js'
import { existing, listStreams, stateOf } from './existing-stream.js'
import { destination } from './log-stream-config.js'
import { assertKind, KINDS } from './log-stream-kinds.js'
import { rotate } from './log-stream-rotation.js'
import { CONFIG, completeConfig, readSettings } from './log-stream-settings.js'
import { change, fields, readSetting } from './setting.js'

const SECRETS = secretFlags('secrets')
/** Says why the deployment must be named, even if it is not production. */
const HANDS_OVER = 'sends its logs or documents to the owner of the destination'
const KIND = `The kind is one of ${KINDS.join(', ')}.`

/** The commands about log streams. A deployment has one of each kind at most, which is what they are called by. */
export const logStreamCommands: readonly Command[] = [
  readSetting({
    name: 'log-streams list',
    purpose: 'List all log streams',
    flags: [SECRETS],
    example: 'convex-deployment log-streams list',
    input: showsSecrets,
    call: ({ logStreams }, options) => logStreams.list(options),
    show: (streams, showValues) => {
      const parts = streams.map(stream => partOf(stream).shown)
      const note = streams.length === 0 ? { note: 'There are no log streams.' } : {}
      return { data: { logStreams: showValues ? streams : parts }, lines: columns(parts.map(row)), ...note }
    },
  }),
  reader({
    name: 'log-streams get',
    purpose: 'Show one log stream',
    about: KIND,
    takes: '<kind>',
    words: KINDS,
    flags: [SECRETS],
    example: 'convex-deployment log-streams get webhook --json',
    input: ({ args: [kind = ''], options, host }) => ({ kind, showValues: showsSecrets({ options, host }) }),
    read: async (deployment, { kind, showValues }, options) =>
      shown(await existing(deployment, kind, options), showValues),
  }),
  writeCommand({
    name: 'log-streams set',
    purpose: 'Create or change the log stream of a kind',
    about:
      `${KIND}\nThe settings are JSON, such as { "url": "https://logs.example.com", "format": "jsonl" }.\n` +
      'What they leave out stays. Waits until the stream is active.',
    takes: '<kind>',
    words: KINDS,
    flags: [CONFIG, SECRETS],
    example:
      'convex-deployment log-streams set webhook --to https://logs.example.com\n' +
      'convex-deployment log-streams set axiom --from-file axiom.json',
    async run(invocation) {
      const { args, deployments, interruption } = invocation
      const [kind = ''] = args
      assertKind(kind)
      const showValues = showsSecrets(invocation)
      const settings = await readSettings(kind, invocation)
      const deployment = await deployments.open()
      const read = async (calling: CallOptions) => {
        const streams = await listStreams(deployment, calling)
        return streams.find(({ logStreamType }) => logStreamType === settings.logStreamType)
      }
      const before = await read(interruption)
      const config = completeConfig(settings, before)
      const what = `the log stream ${quote(config.logStreamType)}${destination(config)}`
      return change(invocation, deployment, {
        effect: `${before ? 'Change' : 'Create'} ${what}`,
        risk: HANDS_OVER,
        read: async calling => withoutStatus(await read(calling)),
        before: withoutStatus(before),
        call: calling => deployment.client.logStreams.ensure(config, calling),
        done: before ? `Set ${what}` : `Created ${what}`,
        show: stream => shown(stream, showValues),
      })
    },
  }),
  writeCommand({
    name: 'log-streams restart',
    purpose: 'Restart a log stream, and wait until it is active',
    about: `${KIND}\nStarts one again that has failed, and lets a webhook sign with its new secret.`,
    takes: '<kind>',
    words: KINDS,
    flags: [SECRETS],
    example: 'convex-deployment log-streams restart webhook',
    async run(invocation) {
      const { args, deployments, interruption } = invocation
      const showValues = showsSecrets(invocation)
      const deployment = await deployments.open()
      const { id, logStreamType } = await existing(deployment, args[0] ?? '', interruption)
      return change(invocation, deployment, {
        effect: `Restart the log stream ${quote(logStreamType)}`,
        call: calling => deployment.client.logStreams.restart(id, calling),
        done: `Restarted the log stream ${quote(logStreamType)}`,
        show: stream => shown(stream, showValues),
      })
    },
  }),
  writeCommand({
    name: 'log-streams delete',
    purpose: 'Delete a log stream',
    about: KIND,
    takes: '<kind>',
    words: KINDS,
    example: 'convex-deployment log-streams delete webhook',
    async run(invocation) {
      const { args, deployments, interruption } = invocation
      const deployment = await deployments.open()
      const { id, logStreamType } = await existing(deployment, args[0] ?? '', interruption)
      return change(invocation, deployment, {
        effect: `Delete the log stream ${quote(logStreamType)}`,
        call: calling => deployment.client.logStreams.delete(id, calling),
        done: `Deleted the log stream ${quote(logStreamType)}`,
        show: () => ({ data: { logStream: { id, logStreamType } } }),
      })
    },
  }),
  writeCommand({
    name: 'log-streams rotate-secret',
    purpose: 'Replace the secret of the webhook',
    about:
      'The deployment forgets the old one, so the new one has to be shown. The stream signs with\n' +
      'the old one until it restarts. On a terminal, that is done once you say that the receiver\n' +
      'accepts both; elsewhere, by `log-streams restart webhook`.',
    flags: [SECRETS],
    example: 'convex-deployment log-streams rotate-secret --show-values',
    run: rotate,
  }),
]

/** Returns a stream without its state, which changes by itself. */
function withoutStatus(stream: LogStream | undefined): object {
  return { ...stream, status: undefined }
}

/** Shows a stream: by the document, unless its secrets are to be shown, too. With `--json` what is hidden is left out. */
function shown(stream: LogStream, showValues: boolean): Shown<{ readonly logStream: Shapes['LogStream'] }> {
  if (showValues) return { data: { logStream: stream }, lines: fields(withStatus(stream)) }
  const part = partOf(stream)
  const hidden = part.hidden.map(({ name, type }) => [name, `(hidden ${type}: --show-values shows it)`])
  const all = { ...withStatus(part.shown), ...Object.fromEntries(hidden) }
  return { data: { logStream: part.shown }, lines: fields(all) }
}

/** Returns a stream whose reason of a failure, which a server chose, repeats none of its secrets. */
function redacted(stream: LogStream): LogStream {
  const reason = textMember(stream.status, 'reason')
  if (reason === undefined || stream.status?.type !== 'failed') return stream
  const secrets = sensitiveStrings(v1().getLogStream.response, stream)
  return { ...stream, status: { ...stream.status, reason: redact(reason, secrets) } }
}

function partOf(stream: LogStream): PublicPart {
  return publicPart(v1().getLogStream.response, redacted(stream))
}

/** Returns the row of a stream in a list. A kind that is not known yet may lack any of it. */
function row(stream: object): Row {
  return [styled('bold', textMember(stream, 'logStreamType') ?? ''), statusOf(stream)]
}

/** Returns a stream whose state is a word, with the reason of one that failed. */
function withStatus(stream: object): object {
  return statusOf(stream) === '' ? stream : { ...stream, status: statusOf(stream) }
}

function statusOf(stream: object): string {
  const reason = textMember(memberOf(stream, 'status'), 'reason')
  return [stateOf(stream), reason].filter(Boolean).join(': ')
}
