import { http } from '../../support/socket-server.js'
import type { Arrival, Case } from './case.js'

const REFUSED = { settles: 'RedirectError', outcome: 'unknown', reads: 1, writes: 1 } as const

/** The message names an origin, and nothing of the address behind it. */
const ORIGIN = /redirected to http:\/\/127\.0\.0\.1:\d+\. If that place/
const HIDDEN = /redirected\. If that place/

const TARGETS: readonly {
  readonly to: string
  readonly location: (arrival: Arrival) => string[]
  readonly says: RegExp
}[] = [
  { to: 'another server', location: ({ elsewhere }) => [`location: ${elsewhere}/steal?a=1`], says: ORIGIN },
  {
    to: 'another server without a scheme',
    location: ({ elsewhere }) => [`location: ${elsewhere.slice(5)}/`],
    says: ORIGIN,
  },
  { to: 'another path of the same server', location: () => ['location: /api/v2/anything'], says: ORIGIN },
  { to: 'itself', location: () => ['location: '], says: HIDDEN },
  { to: 'what is no web address', location: () => ['location: mailto:somebody@example.com'], says: HIDDEN },
  { to: 'what is no address', location: () => ['location: http://[/'], says: HIDDEN },
  { to: 'nowhere', location: () => [], says: HIDDEN },
]

export const redirects: readonly Case[] = [
  ...['301 Moved', '302 Found', '303 See Other', '307 Temporary', '308 Permanent'].flatMap(status =>
    (status === '307 Temporary' ? TARGETS : TARGETS.slice(0, 1)).map(({ to, location, says }) => ({
      fault: `a ${status} to ${to}`,
      answer: (arrival: Arrival) => void arrival.socket.write(http(status, arrival.good, location(arrival))),
      ...REFUSED,
      says,
    })),
  ),
  ...['300 Multiple Choices', '304 Not Modified', '305 Use Proxy', '399 Whatever'].map(status => ({
    fault: `a ${status}`,
    answer: ({ socket }: Arrival) => void socket.write(http(status, '')),
    ...REFUSED,
  })),
]
