import type { DeploymentClientOptions, Middleware } from '../../src/index.js'
import { deployment } from './deployment.js'
import { answering } from './recorder.js'

export const origin = 'https://happy-otter-123.convex.cloud'

/** A client with middleware over prepared answers. */
export function connect(middleware: readonly Middleware[], ...answers: (Response | Error)[]) {
  return connectWith({ middleware }, ...answers)
}

/** The same, with other options as well. */
export function connectWith(options: Partial<DeploymentClientOptions>, ...answers: (Response | Error)[]) {
  const { requests, fetch } = answering(...answers)
  return { ...deployment({ fetch, ...options }), requests }
}
