import type { Target } from './deployment.js'

/** How a deployment stands in what `--json` prints. */
export function deploymentData({ client, label, identity }: Target): object {
  return { name: label, url: client.url, type: identity.type }
}
