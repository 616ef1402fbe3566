import type { CallOptions, DeploymentClient } from '../../src/index.js'
import type { v1, v1Beta } from '../../src/schema/contracts.js'
import { LIMIT } from './operations.js'

type Writes<Operations extends { readonly [id: string]: { readonly retry: string } }> = {
  [Id in keyof Operations]: Operations[Id]['retry'] extends 'always' ? never : Id
}[keyof Operations]

type Calls<Operations extends { readonly [id: string]: { readonly retry: string } }> = {
  readonly [Id in Writes<Operations>]: (
    deployment: DeploymentClient,
    options: CallOptions,
  ) => Promise<unknown>
}

/** A call of each operation that must not be repeated: the compiler asks for those that are missing. */
export const WRITES: {
  readonly v1: Calls<ReturnType<typeof v1>>
  readonly 'v1-beta': Calls<ReturnType<typeof v1Beta>>
} = {
  v1: {
    updateEnvironmentVariables: ({ env }, options) => env.update([{ name: 'A', value: null }], options),
    createUsageLimit: ({ usageLimits }, options) => usageLimits.create(LIMIT, options),
    updateUsageLimit: ({ usageLimits }, options) => usageLimits.update('l1', LIMIT, options),
    deleteUsageLimit: ({ usageLimits }, options) => usageLimits.delete('l1', options),
    updateCanonicalUrl: ({ canonicalUrls }, options) => canonicalUrls.reset('convexSite', options),
    deleteLogStream: ({ logStreams }, options) => logStreams.delete('s1', options),
    createLogStream: ({ logStreams }, options) =>
      logStreams.create({ logStreamType: 'sentry', dsn: 'https://key@sentry.example.com/1' }, options),
    updateLogStream: ({ logStreams }, options) =>
      logStreams.update('s1', { logStreamType: 'webhook', topics: null }, options),
    rotateWebhookSecret: ({ logStreams }, options) => logStreams.rotateSecret('s1', options),
    pauseDeployment: (deployment, options) => deployment.pause(options),
    unpauseDeployment: (deployment, options) => deployment.unpause(options),
    dataSync: ({ dataSync }, options) => dataSync.pages({}, options).next(),
  },
  'v1-beta': {
    updateEnvironmentVariables: ({ env }, options) => env.set({ A: 'value-of-a' }, options),
    deleteEnvironmentVariables: ({ env }, options) => env.unset(['A'], options),
  },
}
