import { inspect } from 'node:util'
import { createDeploymentClient, type DeploymentClient } from '../../src/index.js'
import { answering } from './recorder.js'

/** What a call rejects with, as it is printed, too, and what was sent until then. */
export async function refusalOf(
  contract: 'auto' | 'v1' | 'v1-beta',
  call: (client: DeploymentClient) => Promise<unknown>,
) {
  const { requests, fetch } = answering(new Response(null))
  const client = createDeploymentClient({ token: 'prod:happy-otter-123|secret', fetch, contract })
  const error: unknown = await call(client).then(
    () => 'not refused',
    thrown => thrown,
  )
  return {
    error,
    requests,
    printed: inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error),
  }
}
