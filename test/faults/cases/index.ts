import { bodies } from './bodies.js'
import { callers } from './callers.js'
import type { Case } from './case.js'
import { connections } from './connections.js'
import { redirects } from './redirects.js'
import { statuses } from './statuses.js'
import { waits } from './waits.js'

/** Every fault, by what it is a fault of. */
export const CASES: { readonly [theme: string]: readonly Case[] } = {
  connections,
  bodies,
  redirects,
  waits,
  callers,
  statuses,
}
