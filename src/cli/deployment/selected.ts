import type { Deployment, DeploymentSelector, ManagementClient } from '../../management/index.js'
import { absent } from '../refusal.js'
import { asAbsent, asTyped } from './absent.js'
import { findProject } from './scope.js'

/** A name as Convex gives it. No reference may look like one. */
const NAME = /^[a-z]+-[a-z]+-\d+$/

/**
 * Finds the deployment that a command line names: by its name, or within a project by its reference, or as the default one by
 * `prod` or `dev`, as Convex's own command takes it.
 * @throws {Refusal} if there is none
 */
export async function findSelected(
  management: ManagementClient,
  selected: string,
  project: string | undefined,
  signal: AbortSignal,
): Promise<Deployment> {
  if (project === undefined || NAME.test(selected))
    return management.deployments.get(selected, { signal }).catch(asAbsent(selected))
  const { id: projectId, label } = await findProject(management, project, signal)
  const isDefault = selected === 'prod' || selected === 'dev'
  const selector: DeploymentSelector = isDefault
    ? { projectId, default: selected }
    : { projectId, reference: selected }
  const found = await management.deployments.find(selector, { signal })
  if (found) return found
  const what = isDefault ? `default deployment for ${selected}` : `deployment ${asTyped(selected)}`
  throw absent(`${label} has no ${what}.`, { data: { option: 'deployment' } })
}
