import type { FakeDeploymentOptions } from '../../../src/fake/index.js'
import { workspaceOnCloud } from '../support/workspace.js'

/** A file that has a change in every section of the deployment beside it. */
export const FILE = `version: 1
environment:
  LOG_LEVEL: info
  OLD_FLAG: null
  DATABASE_URL: { keep: true }
canonicalUrls:
  convexCloud: https://api.example.com
usageLimits:
  - { metric: functionCalls, window: day, limitType: disable, limit: 5000 }
logStreams:
  webhook: { url: "https://logs.example.com/in?key=sekret", format: jsonl }
`

/** A workspace with that file, whose deployment is one of development, unless the options say otherwise. */
export async function workspaceWithFile(text = FILE, options: FakeDeploymentOptions = {}) {
  const workspace = await workspaceOnCloud({
    environmentVariables: { LOG_LEVEL: 'debug', OLD_FLAG: '1', DATABASE_URL: 'kept', OTHER: 'x' },
    deliver: async () => new Response(),
    ...options,
  })
  await workspace.write('convex-deployment.yaml', text.startsWith('version') ? text : `version: 1\n${text}`)
  return { ...workspace, name: workspace.fake.state.name }
}
