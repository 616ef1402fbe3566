import { createFakeDeployment } from '../../../src/fake/index.js'
import type { ContractName, EnvironmentResource } from '../../../src/index.js'
import { deployment, TOKEN } from '../../support/deployment.js'
import { type Recorded, recorder } from '../../support/recorder.js'

export const V1_LIST = 'GET list_environment_variables'
export const BETA_LIST = 'POST list_environment_variables'
export const UPDATE = 'POST update_environment_variables'
export const DELETE = 'POST delete_environment_variables'

export type Call = (env: EnvironmentResource) => Promise<unknown>

export const list: Call = env => env.list()
export const set: Call = env => env.set({ A: 'a' })
export const unset: Call = env => env.unset(['OLD'])

/** A deployment that speaks one contract and holds two variables. */
export function speaking(contract: 'v1' | 'v1-beta') {
  const environmentVariables = { A: '1', OLD: '2' }
  return recorder(createFakeDeployment({ contract, keys: [{ token: TOKEN }], environmentVariables }).fetch)
}

interface Answers {
  readonly requests: readonly Recorded[]
  readonly fetch: (request: Request) => Promise<Response>
}

/** The variables of a deployment, by a client that finds out its contract unless it is told; and what it sent. */
export function ask({ requests, fetch }: Answers, contract: ContractName = 'auto') {
  const { env } = deployment({ contract, fetch, retry: false })
  const sent = () => requests.map(({ method, url }) => `${method} ${url.replace(/^.*\//, '')}`)
  return { env, requests, sent }
}
