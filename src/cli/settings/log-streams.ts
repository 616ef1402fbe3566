import type { CreateLogStream, UpdateLogStream } from '../../index.js'
import { parseJson } from '../../text/json.js'
import { memberOf } from '../../text/member.js'
import { readCommand, writeCommand } from '../deployment/command.js'
import { readNamed } from '../files.js'
import { group, on, own, text } from '../flags.js'
import { unusable, usage } from '../refusal.js'
import { decodeUtf8, readStdin } from '../terminal/input.js'
import { columns, styled } from '../terminal/line.js'
import type { Terminal } from '../terminal/terminal.js'
import { fields, read, type Shown, withoutSecrets, write } from './calls.js'

const SECRETS = group('Secrets:', { showValues: on('show secrets, which are hidden otherwise') })
const CONFIG = own({ fromFile: text('<file>', 'the JSON file with its settings, or - for stdin') })

/** `log-streams list` */
export const list = readCommand({
  name: 'log-streams list',
  purpose: 'List all log streams',
  flags: [SECRETS],
  example: 'convex-deployment log-streams list',
  run: invocation =>
    read(
      invocation,
      (client, options) => client.logStreams.list(options),
      streams => ({
        data: { logStreams: streams.map(stream => withoutSecrets(stream, invocation.options.showValues)) },
        lines: columns(
          streams.map(({ id, logStreamType, status }) => [id, styled('bold', logStreamType), status.type]),
        ),
      }),
    ),
})

/** `log-streams get` */
export const get = readCommand({
  name: 'log-streams get',
  purpose: 'Show one log stream',
  takes: '<id>',
  flags: [SECRETS],
  example: 'convex-deployment log-streams get ID --json',
  async run(invocation) {
    const [id = ''] = invocation.args
    return read(
      invocation,
      (client, options) => client.logStreams.get(id, options),
      stream => shown(stream, invocation.options.showValues),
    )
  },
})

/** `log-streams create` */
export const create = writeCommand({
  name: 'log-streams create',
  purpose: 'Create a log stream',
  about:
    'Its settings are JSON, such as\n' +
    '{ "logStreamType": "webhook", "url": "https://logs.example.com", "format": "jsonl" }',
  flags: [CONFIG, SECRETS],
  example: 'convex-deployment log-streams create --from-file webhook.json',
  async run(invocation) {
    const { options, host, terminal } = invocation
    const config = await readConfig<CreateLogStream>(options.fromFile, host.folder, terminal)
    return write(
      invocation,
      `Create a log stream (${config.logStreamType})`,
      (client, options) => client.logStreams.create(config, options),
      created => shown(created, options.showValues),
    )
  },
})

/** `log-streams update` */
export const update = writeCommand({
  name: 'log-streams update',
  purpose: 'Change a log stream',
  about: 'Settings that the JSON leaves out stay as they are.',
  takes: '<id>',
  flags: [CONFIG],
  example: 'convex-deployment log-streams update ID --from-file change.json',
  async run(invocation) {
    const { options, host, terminal } = invocation
    const [id = ''] = invocation.args
    const config = await readConfig<UpdateLogStream>(options.fromFile, host.folder, terminal)
    return write(
      invocation,
      `Change the log stream ${id}`,
      (client, options) => client.logStreams.update(id, config, options),
      () => ({ data: { id } }),
    )
  },
})

/** `log-streams delete` */
export const remove = writeCommand({
  name: 'log-streams delete',
  purpose: 'Delete a log stream',
  takes: '<id>',
  flags: [],
  example: 'convex-deployment log-streams delete ID',
  async run(invocation) {
    const [id = ''] = invocation.args
    return write(
      invocation,
      `Delete the log stream ${id}`,
      (client, options) => client.logStreams.delete(id, options),
      () => ({ data: { id } }),
    )
  },
})

/** `log-streams rotate-secret` */
export const rotateSecret = writeCommand({
  name: 'log-streams rotate-secret',
  purpose: 'Replace the secret of a webhook',
  about: 'The old one is void at once.',
  takes: '<id>',
  flags: [SECRETS],
  example: 'convex-deployment log-streams rotate-secret ID --show-values',
  async run(invocation) {
    const [id = ''] = invocation.args
    return write(
      invocation,
      `Replace the secret of the log stream ${id}`,
      (client, options) => client.logStreams.rotateSecret(id, options),
      hmacSecret => shown({ hmacSecret }, invocation.options.showValues),
    )
  },
})

function shown(stream: object, withValues: boolean): Shown {
  const visible = withoutSecrets(stream, withValues)
  return { data: { logStream: visible }, lines: fields(visible) }
}

/** Reads the settings of a stream, which hold keys, from a file or from stdin. */
async function readConfig<Config extends CreateLogStream | UpdateLogStream>(
  file: string | undefined,
  folder: string,
  terminal: Terminal,
): Promise<Config> {
  if (file === undefined)
    throw usage('Name the JSON file with its settings: --from-file FILE, or - for stdin.')
  const bytes =
    file === '-' ? await readStdin(terminal) : await readNamed(folder, file, `--from-file: ${file}`)
  const config = parseJson(decodeUtf8(bytes, file))
  if (isConfig<Config>(config)) return config
  throw unusable(`${file} must be a JSON object with a "logStreamType".`)
}

/** Checks enough to know what it is; the client checks the rest against the document. */
function isConfig<Config>(value: unknown): value is Config {
  return typeof memberOf(value, 'logStreamType') === 'string'
}
