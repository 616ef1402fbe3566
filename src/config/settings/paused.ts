import { ApiError, refusal } from '../../errors.js'
import { type Section, unlessDone } from './section.js'

/** The section that pauses and resumes a deployment. No operation tells if one is paused: it cannot be compared. */
export const paused: Section = {
  name: 'paused',
  readWanted(given) {
    if (typeof given === 'boolean') return new Map([['paused', { paused: given }]])
    throw refusal('paused', '`paused` must be a boolean: leave it out to leave the deployment as it is.')
  },
  read: async () => new Map([['paused', {}]]),
  keysOf: () => [],
  isSame: () => false,
  show: (_, settings) => settings,
  isWeaker: (_, after) => after.paused === false,
  async write(client, { wanted }, options) {
    if (!wanted?.paused)
      // Also the code for a deployment that Convex has stopped: nobody has paused it.
      return unlessDone(client.unpause(options), ApiError, 'UnpauseDeploymentFailed')
    await client.pause(options)
    return {}
  },
}
