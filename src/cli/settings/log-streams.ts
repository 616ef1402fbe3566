import type { CreateLogStream, UpdateLogStream } from '../../index.js'
import { readNamed } from '../files.js'
import { memberOf, parseJson } from '../json.js'
import { usage } from '../refusal.js'
import type { Session } from '../session.js'
import { columns, type Line, styled } from '../terminal/line.js'
import { decodeUtf8, readStdin } from '../terminal/stdin.js'
import { reading, writing } from './calls.js'
import { fields, withoutSecrets } from './fields.js'

/** `log-streams list` */
export const list = reading(
  (client, _session, options) => client.logStreams.list(options),
  (streams, { flags }) => ({
    data: { logStreams: streams.map(stream => withoutSecrets(stream, flags.on('showValues'))) },
    lines: columns(
      streams.map(({ id, logStreamType, status }) => [id, styled('bold', logStreamType), status.type]),
    ),
  }),
)

/** `log-streams get` */
export const get = reading(
  (client, { args: [id = ''] }, options) => client.logStreams.get(id, options),
  (stream, session) => shown('logStream', stream, session),
)

/** `log-streams create` */
export const create = writing(
  async session => await readConfig<CreateLogStream>(session),
  ({ logStreamType }) => `Create a log stream (${logStreamType})`,
  (client, config, options) => client.logStreams.create(config, options),
  (created, session) => shown('logStream', created, session),
)

/** `log-streams update` */
export const update = writing(
  async session => ({ id: session.args[0] ?? '', config: await readConfig<UpdateLogStream>(session) }),
  ({ id }) => `Change the log stream ${id}`,
  (client, { id, config }, options) => client.logStreams.update(id, config, options),
  (_result, _session, { id }) => ({ data: { id } }),
)

/** `log-streams delete` */
export const remove = writing(
  ({ args: [id = ''] }) => id,
  id => `Delete the log stream ${id}`,
  (client, id, options) => client.logStreams.delete(id, options),
  (_result, _session, id) => ({ data: { id } }),
)

/** `log-streams rotate-secret` */
export const rotateSecret = writing(
  ({ args: [id = ''] }) => id,
  id => `Replace the secret of the log stream ${id}`,
  (client, id, options) => client.logStreams.rotateSecret(id, options),
  (hmacSecret, session) => shown('logStream', { hmacSecret }, session),
)

function shown(name: string, value: object, { flags }: Session): { data: object; lines: Line[] } {
  const visible = withoutSecrets(value, flags.on('showValues'))
  return { data: { [name]: visible }, lines: fields(visible) }
}

/** A stream's settings hold keys, and so come from a file or from stdin. */
async function readConfig<Config extends CreateLogStream | UpdateLogStream>({
  flags,
  folder,
  terminal,
}: Session): Promise<Config> {
  const file = flags.text('fromFile')
  if (file === undefined)
    throw usage('Name the JSON file with its settings: --from-file FILE, or - for stdin.')
  const bytes =
    file === '-' ? await readStdin(terminal) : await readNamed(folder, file, `--from-file: ${file}`)
  const config = parseJson(decodeUtf8(bytes, file))
  if (isConfig<Config>(config)) return config
  throw usage(`${file} must be a JSON object with a "logStreamType".`)
}

/** Enough to know what it is; the client checks the rest against the document. */
function isConfig<Config>(value: unknown): value is Config {
  return typeof memberOf(value, 'logStreamType') === 'string'
}
