import { PEER_CASES } from './cases.js'
import { CLIENTS, type Client, TIMEOUT_MS } from './clients.js'
import { type Call, PATIENCE_MS, type Seen } from './put.js'

const MIB = 1024 ** 2

/** The results that a reader should notice, each with its condition and its text. */
const ALARMS: readonly { readonly says: string; readonly holds: (seen: Seen) => boolean }[] = [
  {
    says: 'took a failure for a success',
    holds: ({ one, came, call }) => came === 'success' && !isSuccess(one, call),
  },
  { says: `was still pending after ${PATIENCE_MS / 1000} s`, holds: ({ came }) => came === 'pending' },
  {
    says: 'sent a write again that may have taken effect',
    holds: ({ one, call, arrived = 0 }) =>
      call === 'write' && one.writes === 1 && one.outcome === 'unknown' && arrived > 1,
  },
  { says: 'followed a redirect to another server', holds: ({ elsewhere }) => elsewhere !== 'nothing' },
  {
    says: 'delivered the body of a write to that server',
    holds: ({ elsewhere }) => elsewhere === 'the body',
  },
  { says: 'took more than half of a 100 MiB error', holds: ({ taken }) => taken > 50 * MIB },
  {
    says: 'gave up on a call that was safe to send again',
    holds: ({ one, call, arrived, came }) =>
      came !== 'success' && arrived === 1 && (call === 'read' ? one.reads : one.writes) > 1,
  },
]

/** Returns true if a client did what no client should do. */
export function isAlarming(seen: Seen): boolean {
  return ALARMS.some(({ holds }) => holds(seen))
}

/** Returns the page of all results. */
export function page(seen: readonly Seen[]): string {
  const versions = CLIENTS.slice(1).map(({ name, version }) => `\`${name}\` ${version}`)
  return `# Faults

How clients handle the same faults, on real sockets. Written by \`npm run bench peers\`, last on Node
${process.versions.node}, with ${versions.join(', ')}.
Each retries as it does by default, and has a timeout of ${TIMEOUT_MS / 1000} s where there is an option for it:
\`openapi-fetch\` and \`@convex-dev/platform\` have no such option. \`stripe\` and \`openai\` are made for other APIs, and are here
for their transports. The faults are some of those in \`test/faults/cases\`, which our own tests run with every kind of
operation.

| how often, of ${PEER_CASES.length} reads and ${PEER_CASES.length} writes | ${names()} |
| --- |${CLIENTS.map(() => ' ---: |').join('')}
${ALARMS.map(({ says, holds }) => row(says, client => `${seen.filter(one => one.client === client && holds(one)).length}`)).join('\n')}

Where others do better:

- \`stripe\` and \`openai\` send a write again after a 5xx or a lost connection, and so get more writes through. \`stripe\`
  may: it sends an idempotency key that its server honours. A deployment knows no such key, so we give up after one attempt,
  with \`outcome: 'unknown'\`, and the caller has to read back.
- \`ky\` waits for a \`Retry-After\` of more than a minute; we fail at once and say how long to wait.
- The two over \`openapi-fetch\` are smaller and add less to a call: see [budgets](budgets.md).

And to be fair:

- Only a client made for one API can know a wrong shape. Where the document declares no body, we too take an empty
  answer or any JSON for a success.
- \`stripe\` recognises an error by \`error\` in the body, not by the status. Its own server always sends both,
  unlike these redirects.
- Node's own \`fetch\` hides a 407, and sends a 421 again over a new connection, for us as for the others.
- An abort, the token function and clocks that jump are not compared: there is no common way to test them.

${table('read', seen)}

${table('write', seen)}

\`×\` counts the requests that arrived. Bold marks what the first table counts, except calls given up.
`
}

function table(call: Call, seen: readonly Seen[]): string {
  const rows = PEER_CASES.map(one =>
    row(one.fault, client => {
      const found = seen.find(other => other.client === client && other.one === one && other.call === call)
      return found ? cell(found) : ''
    }),
  )
  return `## A ${call}\n\n| | ${names()} |\n| --- |${CLIENTS.map(() => ' --- |').join('')}\n${rows.join('\n')}`
}

function cell(seen: Seen): string {
  const { came, arrived, elsewhere } = seen
  const times = arrived === undefined || arrived === 0 ? '' : ` ×${arrived}`
  const beyond =
    elsewhere === 'nothing' ? '' : `, ${elsewhere === 'the body' ? 'body delivered' : 'followed'}`
  const text = `${came}${times}${beyond}`
  return ALARMS.slice(0, -1).some(({ holds }) => holds(seen)) ? `**${text}**` : text
}

function isSuccess({ settles, withoutBody }: Seen['one'], call: Call): boolean {
  return settles === 'success' || (call === 'write' && withoutBody === 'success')
}

function names(): string {
  return CLIENTS.map(({ name }) => `\`${name}\``).join(' | ')
}

function row(head: string, each: (client: Client) => string): string {
  return `| ${head} | ${CLIENTS.map(each).join(' | ')} |`
}
