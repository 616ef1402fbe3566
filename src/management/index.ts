/**
 * The management API: finds, creates and opens the deployments of a team from one token.
 *
 * @module convex-deployment/management
 */

export {
  createManagementClient,
  type ManagementClient,
  type TokenDetails,
  type TokenResource,
} from './client.js'
export type { ConnectOptions } from './connect.js'
export type { NewDeployment } from './create-deployment.js'
export type {
  DefaultEnvironmentVariable,
  DefaultEnvironmentVariableChange,
  DefaultEnvironmentVariablesQuery,
  DefaultEnvironmentVariablesResource,
} from './default-variables.js'
export type { DeployKey, DeployKeysResource, NamedDeployment, NewDeployKey } from './deploy-keys.js'
export type {
  Deployment,
  DeploymentSelector,
  DeploymentsQuery,
  ProjectDeploymentsQuery,
  TeamDeploymentsQuery,
} from './deployment-queries.js'
export type { DeploymentChanges, DeploymentsResource } from './deployments.js'
export { NotVisibleError, type VisibleTargets } from './errors.js'
export type { ManagementClientOptions } from './options.js'
export type {
  CreatedProject,
  NewProject,
  Project,
  ProjectKey,
  ProjectsQuery,
  ProjectsResource,
} from './projects.js'
