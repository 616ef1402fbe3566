import type { Connection } from '../transport/call.js'
import type { CallOptions } from '../transport/options.js'
import type { ManagementMethods, ManagementSchemas } from './contract.js'
import { createDeployment, type NewDeployment } from './create-deployment.js'
import { deleteDeployment } from './delete-deployment.js'
import {
  type Deployment,
  type DeploymentSelector,
  type DeploymentsQuery,
  findDeployment,
  listDeployments,
} from './deployment-queries.js'

/** The settings of a deployment to change. What is left out stays. */
export type DeploymentChanges = ManagementSchemas['UpdateDeploymentArgs']

/** The deployments of a team or a project. */
export interface DeploymentsResource {
  /**
   * Lists the deployments of a team or a project. Requests pages as you iterate. Reads only.
   *
   * Yields each deployment of a team once, by default the oldest first. In that order, a deployment that exists all the
   * while is not missed if others come or go meanwhile; in another order it may move to a page that was read already.
   * @throws {NotVisibleError} if there is no such team or project that the token can see
   * @example
   * for await (const { name } of management.deployments.list({ teamId: 12, deploymentType: 'prod' })) console.log(name)
   */
  list(query: DeploymentsQuery, options?: CallOptions): AsyncIterableIterator<Deployment>
  /**
   * Reads a deployment on Convex's cloud by its name. Reads only.
   * @throws {NotFoundError} if there is none, or no longer
   */
  get(name: string, options?: CallOptions): Promise<Deployment>
  /**
   * Finds the deployment of a project that has a reference, or that is the default one. Returns `undefined` if there is
   * none. Reads only.
   * @throws {NotVisibleError} if there is no such project that the token can see
   * @example
   * const preview = await management.deployments.find({ projectId: 345, reference: 'preview/pr-7' })
   */
  find(selector: DeploymentSelector, options?: CallOptions): Promise<Deployment | undefined>
  /**
   * Creates a deployment. Writes, and is not sent again if it may have taken effect.
   *
   * With a `reference`, it looks first if that is free. If the answer is lost, it looks for the new deployment for at
   * most 15 seconds, and returns it. Without a `reference`, or if it is not found, `outcome` is `unknown`.
   *
   * It may take a moment until the deployment can be used: see `ready` of its client.
   * @throws {NotVisibleError} if there is no such project that the token can see
   * @example
   * const preview = await management.deployments.create(345, { type: 'preview', reference: 'preview/pr-7' })
   * await management.connect(preview).ready()
   */
  create(projectId: number, deployment: NewDeployment, options?: CallOptions): Promise<Deployment>
  /**
   * Changes settings of a deployment. Writes.
   * @throws {NotFoundError} if there is no deployment of that name, or no longer
   * @example
   * await management.deployments.update('happy-otter-123', { expiresAt: Date.now() + 7 * 86_400_000 })
   */
  update(name: string, changes: DeploymentChanges, options?: CallOptions): Promise<void>
  /**
   * Deletes a deployment with all its data and files. Writes, and is not sent again if it may have taken effect.
   *
   * If the answer is lost, or the service asks to come back later, it looks: a deployment that is gone was deleted. If it
   * is still there, or cannot be read, `outcome` of the error is that of the request.
   * @throws {NotFoundError} if there is no deployment of that name, or no longer
   */
  delete(name: string, options?: CallOptions): Promise<void>
}

export function createDeployments(client: ManagementMethods, connection: Connection): DeploymentsResource {
  const at = (name: string) => ({ path: { deployment_name: name } })
  return {
    list: (query, options) => listDeployments(client, query, options),
    get: (name, options) => client.GET('/deployments/{deployment_name}', options, { params: at(name) }),
    find: (selector, options) => findDeployment(client, selector, options),
    create: (projectId, deployment, options) =>
      createDeployment(client, connection, projectId, deployment, options),
    async update(name, body, options) {
      await client.PATCH('/deployments/{deployment_name}', options, { params: at(name), body })
    },
    delete: (name, options) => deleteDeployment(client, name, options),
  }
}
