import type { CallOptions, LogStream } from '../../index.js'
import { memberOf, textMember } from '../../text/member.js'
import { quote, quoteAll } from '../../text/quote.js'
import type { OpenDeployment } from '../deployment/open.js'
import { absent } from '../refusal.js'

/** Lists the streams, without those that are being deleted. */
export async function listStreams({ client }: OpenDeployment, { signal }: CallOptions): Promise<LogStream[]> {
  const streams = await client.logStreams.list({ signal })
  return streams.filter(stream => stateOf(stream) !== 'deleting')
}

/**
 * Finds the stream of a kind.
 * @throws {Refusal} with the kinds that there are
 */
export async function existing(
  deployment: OpenDeployment,
  kind: string,
  options: CallOptions,
): Promise<LogStream> {
  const streams = await listStreams(deployment, options)
  const found = streams.find(stream => stream.logStreamType === kind)
  if (found) return found
  const kinds = streams.map(({ logStreamType }) => logStreamType)
  const others = kinds.length > 0 ? `It has: ${quoteAll(kinds)}.` : 'There are no log streams.'
  throw absent(`${deployment.label} has no log stream ${quote(kind)}. ${others}`)
}

/** Returns the state of a stream, such as `active`, or an empty text if it has none. */
export function stateOf(stream: object): string {
  return textMember(memberOf(stream, 'status'), 'type') ?? ''
}
