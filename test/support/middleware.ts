import { createDeploymentClient, type Middleware } from '../../src/index.js'
import { answering } from './recorder.js'

export const token = 'dev:happy-otter-123|s3cr3t-key'
export const origin = 'https://happy-otter-123.convex.cloud'

/** A client with middleware over prepared answers. */
export function connect(middleware: readonly Middleware[], ...answers: (Response | Error)[]) {
  const { requests, fetch } = answering(...answers)
  return { ...createDeploymentClient({ token, fetch, middleware, contract: 'v1-beta' }), requests }
}
