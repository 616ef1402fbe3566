import { audit, type FakeOperation } from './call.js'
import { badRequest } from './refusal.js'
import type { FakeCloudPlace, FakeState } from './state.js'

/** The place of a fake on the cloud that no platform created. */
const ALONE: FakeCloudPlace = {
  id: 4711,
  teamId: 12,
  projectId: 345,
  reference: null,
  projectName: 'Otter Pond',
  projectSlug: 'otter-pond',
  region: '',
}

/** Returns the place of a deployment on the cloud, or `undefined` for a self-hosted one. */
export function placeOf({ kind, cloud = ALONE }: FakeState): FakeCloudPlace | undefined {
  return kind === 'cloud' ? cloud : undefined
}

/** Returns the kind of the deployment. */
export const getDeploymentInfo: FakeOperation = ({ state }) => {
  const cloud = placeOf(state)
  if (cloud === undefined) return { kind: 'selfHosted' }
  const { region: _, id, ...place } = cloud
  return { kind: 'cloud', id, deploymentType: state.deploymentType, ...place }
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
