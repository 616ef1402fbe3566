import {
  createDeploymentClient,
  type DeploymentClient,
  type DeploymentClientOptions,
} from '../../src/index.js'

/** The part of the key that is secret: long and odd enough to be found wherever it leaks. */
export const SECRET = 'c2VjcmV0LWtleS1vZi10aGUtdGVzdHM='

export const TOKEN = `prod:happy-otter-123|${SECRET}`

/** A client of the contract of deployments today, for `https://happy-otter-123.convex.cloud` unless told otherwise. */
export function deployment(options: Partial<DeploymentClientOptions> = {}): DeploymentClient {
  return createDeploymentClient({ token: TOKEN, contract: 'v1', ...options })
}
