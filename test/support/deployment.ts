import {
  createDeploymentClient,
  type DeploymentClient,
  type DeploymentClientOptions,
} from '../../src/index.js'

/** The part of the key that is secret: long and odd enough to be found wherever it leaks. */
export const SECRET = 'c2VjcmV0LWtleS1vZi10aGUtdGVzdHM='

export const TOKEN = `prod:happy-otter-123|${SECRET}`

/** Creates a client of options that the types may refuse together. */
export const { createClient }: { createClient(options: object): DeploymentClient } = {
  createClient: createDeploymentClient,
}

/** A client of the contract of deployments today, for `https://happy-otter-123.convex.cloud` unless told otherwise. */
export function deployment(options: Partial<DeploymentClientOptions> = {}): DeploymentClient {
  return createClient({ token: TOKEN, contract: 'v1', ...options })
}
