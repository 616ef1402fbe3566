import type { CreateLogStream, LogStream } from '../../index.js'
import { isObject, textMember } from '../../text/member.js'
import { printable, quote } from '../../text/quote.js'
import type { Invocation } from '../command.js'
import { readNamed } from '../files.js'
import { assertOneOf, type OptionsIn, on, oneOf, own, text, texts } from '../flags.js'
import { assertEachOnce, jsonOf } from '../json.js'
import { unusable, usage } from '../refusal.js'
import { readStdin } from '../terminal/input.js'
import { assertResolved } from './log-stream-config.js'

/** The flags that hold the settings of a log stream. */
export const CONFIG = own({
  fromFile: text('<file>', 'the JSON file with its settings, or - for stdin'),
  to: text('<url>', 'for a webhook: the address; one that holds a key belongs in a file'),
  format: oneOf('<format>', 'for a webhook: json (default) or jsonl', ['json', 'jsonl']),
  topics: texts('<topics>', 'for a webhook: the topics to send, such as console, or all'),
  allowPlaceholders: on('accept references, masks and placeholders, such as ******'),
})

type ConfigInvocation = Invocation<OptionsIn<typeof CONFIG>>

/** The settings of a stream as somebody wrote them: a part of them, perhaps. */
interface Settings {
  readonly logStreamType: string
}

/** Reads the settings of a stream, which may hold keys, from flags, from a file or from stdin. */
export async function readSettings(kind: string, invocation: ConfigInvocation): Promise<Settings> {
  const { options } = invocation
  for (const flag of ['to', 'format', 'topics'] as const) assertOneOf(options, 'fromFile', flag)
  const [settings, called] =
    options.fromFile === undefined
      ? [settingsIn(kind, options), 'the flags']
      : await settingsOf(options.fromFile, invocation)
  const said = textMember(settings, 'logStreamType') ?? kind
  if (said !== kind) throw unusable(`${called} is of the kind ${quote(said)}, and not ${quote(kind)}.`)
  if (!options.allowPlaceholders) assertResolved(settings, called)
  return { ...settings, logStreamType: kind }
}

function settingsIn(kind: string, { to: url, format, topics }: ConfigInvocation['options']): object {
  if (url?.trim() === '') throw usage('--to takes a URL, and it is empty.')
  if (url !== undefined && !/^https?:\/\/[^\s/]/i.test(url))
    throw usage('--to takes a URL that begins with https:// or http://.')
  const given = {
    ...(url !== undefined && { url }),
    ...(format && { format }),
    ...(topics && { topics: topicsIn(topics) }),
  }
  if (kind === 'webhook' && Object.keys(given).length > 0) return given
  const flags = kind === 'webhook' ? '--to URL, or ' : ''
  throw usage(`Pass its settings: ${flags}--from-file FILE with JSON (FILE may be - for stdin).`)
}

/** Reads topics as they are typed: `all` is every topic, also those of tomorrow. */
function topicsIn(topics: readonly string[]): readonly string[] | null {
  return topics.length === 1 && topics[0] === 'all' ? null : topics
}

async function settingsOf(
  file: string,
  { host, terminal, interruption }: ConfigInvocation,
): Promise<readonly [settings: object, called: string]> {
  const json =
    file === '-'
      ? await readStdin(terminal, interruption)
      : await readNamed(host.folder, file, interruption.signal, `--from-file: ${printable(file)}`)
  const called = file === '-' ? 'stdin' : printable(file)
  const settings = jsonOf(json)
  if (!isObject(settings))
    throw unusable(`${called} must be a JSON object with the settings of a log stream.`)
  assertEachOnce(json, called)
  return [settings, called]
}

/** Returns whole settings. Of a webhook that exists, the address and the format stay if they are left out. */
export function completeConfig(settings: Settings, before: LogStream | undefined): CreateLogStream {
  const config = settings.logStreamType === 'webhook' ? { ...webhookOf(before), ...settings } : settings
  if (isConfig(config)) return config
  throw usage('A new webhook needs its address: --to URL.')
}

function webhookOf(stream: LogStream | undefined): object {
  const url = textMember(stream, 'url')
  return { format: textMember(stream, 'format') ?? 'json', ...(url !== undefined && { url }) }
}

/** Checks only what would be a riddle otherwise; the client checks the rest against the document. */
function isConfig(config: Settings): config is Settings & CreateLogStream {
  return config.logStreamType !== 'webhook' || 'url' in config
}
