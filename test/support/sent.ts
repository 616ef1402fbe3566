import type { DeploymentClient } from '../../src/index.js'
import { deployment } from './deployment.js'
import { answering, json, listed, type Recorded } from './recorder.js'

/** The requests of a call, each of which succeeds: of a list unless told otherwise. */
export async function sentWith(
  options: { readonly [option: string]: unknown },
  call: (client: DeploymentClient) => Promise<unknown> = ({ env }) => env.list(),
): Promise<Recorded[]> {
  const { requests, fetch } = answering(options.contract === 'v1-beta' ? json([]) : listed())
  await call(deployment({ fetch, ...options }))
  return requests
}
