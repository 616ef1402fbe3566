import { audit, type FakeOperation } from './call.js'
import { badRequest } from './refusal.js'

/** The project of a fake on the cloud. */
export const PROJECT = { reference: null, projectName: 'Otter Pond', projectSlug: 'otter-pond' }

/** Returns the kind of the deployment. */
export const getDeploymentInfo: FakeOperation = ({ state }) => {
  if (state.kind === 'selfHosted') return { kind: 'selfHosted' }
  return {
    kind: 'cloud',
    id: 4711,
    deploymentType: state.deploymentType,
    teamId: 12,
    projectId: 345,
    ...PROJECT,
  }
}

/** Pauses the deployment. Changes nothing and writes no event if it is paused already. */
export const pauseDeployment: FakeOperation = call => {
  const { state } = call
  if (state.suspended) throw badRequest('PauseDeploymentFailed', 'The deployment is suspended.')
  if (state.paused) return
  call.demandWriter()
  state.paused = true
  audit(call, 'pause_deployment', {})
}

export const unpauseDeployment: FakeOperation = call => {
  const { state } = call
  if (state.suspended) throw badRequest('UnpauseDeploymentFailed', 'The deployment is suspended.')
  if (!state.paused) throw badRequest('UnpauseDeploymentFailed', 'The deployment is not paused.')
  call.demandWriter()
  state.paused = false
  audit(call, 'unpause_deployment', {})
}
