import type { FakeDeploymentOptions } from '../../src/fake/index.js'
import { workspaceOnCloud } from '../cli/support/workspace.js'
import type { Event } from './event.js'
import { installPackage, installStandIn, runAction, runActionProcess } from './runner.js'

export const GIVEN = { LOG_LEVEL: 'debug', OLD_FLAG: 'on', OTHER: 'kept' }
export const FILE = 'LOG_LEVEL=info\nGREETING=marker-of-a-value\n'
export const CONFIG = `version: 1
environment:
  LOG_LEVEL: info
  GREETING: marker-of-a-value
  OLD_FLAG: null
`

interface ProjectOptions {
  readonly type?: FakeDeploymentOptions['deploymentType']
  readonly file?: string
}

/** A project on the runner, with a source and a config, and the key of a deployment in its environment. */
export function project(options: ProjectOptions = {}) {
  return projectWith(installStandIn, runAction, options)
}

/** The same with the package as it is published, whose action and command are processes. */
export function projectOfProcesses(options: ProjectOptions = {}) {
  return projectWith(installPackage, runActionProcess, options)
}

async function projectWith(
  install: typeof installPackage,
  runIn: typeof runActionProcess,
  { type = 'dev', file = FILE }: ProjectOptions,
) {
  const workspace = await workspaceOnCloud({ deploymentType: type, environmentVariables: GIVEN })
  await workspace.write('app.env', file)
  await workspace.write('deployment.yaml', CONFIG)
  await install(workspace)
  return {
    workspace,
    variables: () => Object.fromEntries(workspace.fake.state.environmentVariables),
    run: (inputs: Record<string, string>, event?: Event) => runIn(workspace, inputs, event),
  }
}
