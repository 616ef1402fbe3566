import type { CreateLogStream, UpdateLogStream } from '../../index.js'
import { parseJson } from '../../text/json.js'
import { memberOf } from '../../text/member.js'
import { printable, quote } from '../../text/quote.js'
import type { Command, Invocation } from '../command.js'
import { readNamed } from '../files.js'
import { group, type OptionsIn, on, own, text } from '../flags.js'
import { unusable, usage } from '../refusal.js'
import { decodeUtf8, readStdin } from '../terminal/input.js'
import { columns, styled } from '../terminal/line.js'
import { fields, idIn, readSetting, type Shown, writeSetting } from './setting.js'

const SECRETS = group('Secrets:', { showValues: on('show secrets, which are hidden otherwise') })
const CONFIG = own({ fromFile: text('<file>', 'the JSON file with its settings, or - for stdin') })

/** The commands about log streams. */
export const logStreamCommands: readonly Command[] = [
  readSetting({
    name: 'log-streams list',
    purpose: 'List all log streams',
    flags: [SECRETS],
    example: 'convex-deployment log-streams list',
    input: ({ options }) => options.showValues,
    call: ({ logStreams }, options) => logStreams.list(options),
    show: (streams, showValues) => ({
      data: { logStreams: streams.map(stream => withoutSecrets(stream, showValues)) },
      lines: columns(
        streams.map(({ id, logStreamType, status }) => [id, styled('bold', logStreamType), status.type]),
      ),
    }),
  }),
  readSetting({
    name: 'log-streams get',
    purpose: 'Show one log stream',
    takes: '<id>',
    flags: [SECRETS],
    example: 'convex-deployment log-streams get ID --json',
    input: ({ args: [id = ''], options: { showValues } }) => ({ id, showValues }),
    call: ({ logStreams }, options, { id }) => logStreams.get(id, options),
    show: (stream, { showValues }) => shown(stream, showValues),
  }),
  writeSetting({
    name: 'log-streams create',
    purpose: 'Create a log stream',
    about:
      'Its settings are JSON, such as\n' +
      '{ "logStreamType": "webhook", "url": "https://logs.example.com", "format": "jsonl" }',
    flags: [CONFIG, SECRETS],
    example: 'convex-deployment log-streams create --from-file webhook.json',
    input: async invocation => ({
      config: await readConfig<CreateLogStream>(invocation),
      showValues: invocation.options.showValues,
    }),
    effect: ({ config }) => `Create a log stream (${quote(config.logStreamType)})`,
    call: ({ logStreams }, options, { config }) => logStreams.create(config, options),
    show: (created, { showValues }) => shown(created, showValues),
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
    effect: ({ id }) => `Change the log stream ${quote(id)}`,
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
    about: 'The old one is void at once.',
    takes: '<id>',
    flags: [SECRETS],
    example: 'convex-deployment log-streams rotate-secret ID --show-values',
    input: ({ args: [id = ''], options: { showValues } }) => ({ id, showValues }),
    effect: ({ id }) => `Replace the secret of the log stream ${quote(id)}`,
    call: ({ logStreams }, options, { id }) => logStreams.rotateSecret(id, options),
    show: (hmacSecret, { showValues }) => shown({ hmacSecret }, showValues),
  }),
]

function shown(stream: object, withValues: boolean): Shown {
  const visible = withoutSecrets(stream, withValues)
  return { data: { logStream: visible }, lines: fields(visible) }
}

/** Copies a stream without its secret members, unless they are to be shown. */
function withoutSecrets(stream: object, withValues: boolean): object {
  return Object.fromEntries(
    Object.entries(stream).map(([name, member]) => [
      name,
      !withValues && SECRET.test(name) ? HIDDEN : member,
    ]),
  )
}

const SECRET = /secret|apiKey|dsn/i
const HIDDEN = '(hidden: --show-values shows it)'

/** Reads the settings of a stream, which hold keys, from a file or from stdin. */
async function readConfig<Config extends CreateLogStream | UpdateLogStream>({
  options: { fromFile: file },
  host,
  terminal,
}: Invocation<OptionsIn<typeof CONFIG>>): Promise<Config> {
  if (file === undefined)
    throw usage('Name the JSON file with its settings: --from-file FILE, or - for stdin.')
  const bytes =
    file === '-'
      ? await readStdin(terminal)
      : await readNamed(host.folder, file, `--from-file: ${printable(file)}`)
  const config = parseJson(decodeUtf8(bytes, file))
  if (isConfig<Config>(config)) return config
  throw unusable(`${printable(file)} must be a JSON object with a "logStreamType".`)
}

/** Checks for the type alone; the client checks the rest against the document. */
function isConfig<Config>(value: unknown): value is Config {
  return typeof memberOf(value, 'logStreamType') === 'string'
}
