import type { FakeDeploymentOptions } from '../../src/fake/index.js'
import { workspaceOnCloud } from '../cli/support/workspace.js'
import type { Event } from './event.js'
import { installPackage, runAction } from './runner.js'

export const GIVEN = { LOG_LEVEL: 'debug', OLD_FLAG: 'on', OTHER: 'kept' }
export const FILE = 'LOG_LEVEL=info\nGREETING=marker-of-a-value\n'
export const CONFIG = `version: 1
environment:
  LOG_LEVEL: info
  GREETING: marker-of-a-value
  OLD_FLAG: null
`

/** A project on the runner, with the package, a source and a config, and the key of a deployment in its environment. */
export async function project(
  options: { type?: FakeDeploymentOptions['deploymentType']; file?: string } = {},
) {
  const { type = 'dev', file = FILE } = options
  const workspace = await workspaceOnCloud({ deploymentType: type, environmentVariables: GIVEN })
  await installPackage(workspace)
  await workspace.write('app.env', file)
  await workspace.write('deployment.yaml', CONFIG)
  const variables = () => Object.fromEntries(workspace.fake.state.environmentVariables)
  return {
    workspace,
    variables,
    run: (inputs: Record<string, string>, event?: Event) => runAction(workspace, inputs, event),
  }
}
