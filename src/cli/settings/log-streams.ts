import type { CreateLogStream, UpdateLogStream } from '../../index.js'
import { v1 } from '../../schema/contracts.js'
import { publicPart } from '../../schema/public-part.js'
import type { Schema } from '../../schema/schema.js'
import { memberOf, textMember } from '../../text/member.js'
import { printable, quote } from '../../text/quote.js'
import type { Command, Invocation } from '../command.js'
import { readNamed } from '../files.js'
import { group, type OptionsIn, on, own, text } from '../flags.js'
import { assertEachOnce, jsonOf } from '../json.js'
import { unusable, usage } from '../refusal.js'
import { readStdin } from '../terminal/input.js'
import { columns, styled } from '../terminal/line.js'
import { assertResolved, destination } from './log-stream-config.js'
import { fields, idIn, readSetting, type Shown, writeSetting } from './setting.js'

const SECRETS = group('Secrets:', { showValues: on('show secrets, which are hidden otherwise') })
/** The reason to name the deployment, whatever it is for. */
const HANDS_OVER = 'hands its logs or documents to whoever owns the place that they are sent to'
const CONFIG = own({
  fromFile: text('<file>', 'the JSON file with its settings, or - for stdin'),
  allowPlaceholders: on('accept references, masks and placeholders, such as ******'),
})

/** The commands about log streams. */
export const logStreamCommands: readonly Command[] = [
  readSetting({
    name: 'log-streams list',
    purpose: 'List all log streams',
    flags: [SECRETS],
    example: 'convex-deployment log-streams list',
    input: ({ options }) => options.showValues,
    call: ({ logStreams }, options) => logStreams.list(options),
    show: (streams, showValues) => {
      const parts = streams.map(stream => publicPart(v1().getLogStream.response, stream).shown)
      return { data: { logStreams: showValues ? streams : parts }, lines: columns(parts.map(row)) }
    },
  }),
  readSetting({
    name: 'log-streams get',
    purpose: 'Show one log stream',
    takes: '<id>',
    flags: [SECRETS],
    example: 'convex-deployment log-streams get ID --json',
    input: ({ args: [id = ''], options: { showValues } }) => ({ id, showValues }),
    call: ({ logStreams }, options, { id }) => logStreams.get(id, options),
    show: (stream, { showValues }) => shown(stream, v1().getLogStream, showValues),
  }),
  writeSetting({
    name: 'log-streams create',
    purpose: 'Create a log stream',
    about:
      'Its settings are JSON, such as\n' +
      '{ "logStreamType": "webhook", "url": "https://logs.example.com", "format": "jsonl" }',
    flags: [CONFIG, SECRETS],
    example: 'convex-deployment log-streams create --from-file hook.json --confirm otter-1',
    input: async invocation => ({
      config: await readConfig<CreateLogStream>(invocation),
      showValues: invocation.options.showValues,
    }),
    effect: ({ config }) => `Create a log stream (${quote(config.logStreamType)}${destination(config)})`,
    call: ({ logStreams }, options, { config }) => logStreams.create(config, options),
    risk: HANDS_OVER,
    show: (created, { showValues }) => shown(created, v1().createLogStream, showValues),
  }),
  writeSetting({
    name: 'log-streams update',
    purpose: 'Change a log stream',
    about: 'Settings that the JSON leaves out stay as they are.',
    takes: '<id>',
    flags: [CONFIG],
    example: 'convex-deployment log-streams update ID --from-file change.json',
    input: async invocation => ({
      id: idIn(invocation),
      config: await readConfig<UpdateLogStream>(invocation),
    }),
    effect: ({ id, config }) => {
      return `Change the log stream ${quote(id)} (${quote(config.logStreamType)}${destination(config)})`
    },
    risk: HANDS_OVER,
    call: ({ logStreams }, options, { id, config }) => logStreams.update(id, config, options),
    show: (_, { id }) => ({ data: { id } }),
  }),
  writeSetting({
    name: 'log-streams delete',
    purpose: 'Delete a log stream',
    takes: '<id>',
    example: 'convex-deployment log-streams delete ID',
    input: idIn,
    effect: id => `Delete the log stream ${quote(id)}`,
    call: ({ logStreams }, options, id) => logStreams.delete(id, options),
    show: (_, id) => ({ data: { id } }),
  }),
  writeSetting({
    name: 'log-streams rotate-secret',
    purpose: 'Replace the secret of a webhook',
    about:
      'The deployment forgets the old one, so the new one has to be shown. A stream that runs\n' +
      'may go on signing with the old one until it restarts, as it does after an update.',
    takes: '<id>',
    flags: [SECRETS],
    example: 'convex-deployment log-streams rotate-secret ID --show-values',
    input({ args: [id = ''], options: { showValues } }) {
      if (showValues) return id
      throw usage('The deployment forgets the old secret, and the new one shows with --show-values alone.', {
        add: [['--show-values']],
      })
    },
    effect: id => `Replace the secret of the log stream ${quote(id)}`,
    call: ({ logStreams }, options, id) => logStreams.rotateSecret(id, options),
    show: hmacSecret => ({ data: { logStream: { hmacSecret } }, lines: fields({ hmacSecret }) }),
  }),
]

/** Shows a stream: by the document, unless its secrets are to be shown, too. With `--json` what is hidden is left out. */
function shown(stream: object, { response }: { readonly response: Schema }, showValues: boolean): Shown {
  if (showValues) return { data: { logStream: stream }, lines: fields(stream) }
  const part = publicPart(response, stream)
  const hidden = part.hidden.map(({ name, type }) => [name, `(hidden ${type}: --show-values shows it)`])
  const all = { ...part.shown, ...Object.fromEntries(hidden) }
  return { data: { logStream: part.shown }, lines: fields(all) }
}

/** Returns the row of a stream in a list. A kind that is not known yet may lack any of it. */
function row(stream: object) {
  const [id, kind] = ['id', 'logStreamType'].map(name => textMember(stream, name) ?? '')
  return [id ?? '', styled('bold', kind ?? ''), textMember(memberOf(stream, 'status'), 'type') ?? '']
}

/** Reads the settings of a stream, which hold keys, from a file or from stdin. */
async function readConfig<Config extends CreateLogStream | UpdateLogStream>({
  options: { fromFile: file, allowPlaceholders },
  host,
  terminal,
  interruption,
}: Invocation<OptionsIn<typeof CONFIG>>): Promise<Config> {
  if (file === undefined)
    throw usage('Name the JSON file with its settings: --from-file FILE, or - for stdin.')
  const json =
    file === '-'
      ? await readStdin(terminal, interruption)
      : await readNamed(host.folder, file, interruption.signal, `--from-file: ${printable(file)}`)
  const config = jsonOf(json)
  const called = file === '-' ? 'stdin' : printable(file)
  if (!isConfig<Config>(config)) throw unusable(`${called} must be a JSON object with a "logStreamType".`)
  assertEachOnce(json, called)
  if (!allowPlaceholders) assertResolved(config, called)
  return config
}

/** Checks for the type alone; the client checks the rest against the document. */
function isConfig<Config>(value: unknown): value is Config {
  return typeof memberOf(value, 'logStreamType') === 'string'
}
