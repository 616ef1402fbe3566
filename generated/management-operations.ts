// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

import * as is from '../src/schema/is.js'
import type { OperationTable } from '../src/schema/operation.js'
import type { Schema } from '../src/schema/schema.js'
import type * as managementV1Types from './management-v1.js'

/** The operations of `openapi/management-v1.yaml`. */
export const managementV1 = () => {
  const Id: Schema = { type: 'integer', minimum: 0, maximum: 9007199254740991 }
  const TokenDetails: Schema = is.union('type', {
    teamToken: { id: Id, name: is.string, createTime: is.integer, teamId: Id },
    projectToken: { id: Id, name: is.string, createTime: is.integer, projectId: Id },
  }, { 'x-open': true })
  const integerMinimum1Maximum100: Schema = { type: 'integer', minimum: 1, maximum: 100 }
  const stringNull: Schema = { type: ['string', 'null'] }
  const Project: Schema = is.object({ id: Id, name: is.string, slug: is.string, teamId: Id, teamSlug: is.string, createTime: is.integer, 'prodDeploymentName?': stringNull, 'devDeploymentName?': stringNull })
  const PaginationMetadata: Schema = is.object({ hasMore: is.boolean, 'nextCursor?': stringNull })
  const ListProjectsResponse: Schema = is.object({ items: { type: 'array', items: Project }, pagination: PaginationMetadata })
  const NewDeploymentType: Schema = { type: 'string', enum: ['dev', 'prod', 'preview', 'custom'] }
  const oneOfNewDeploymentTypeNull: Schema = { oneOf: [NewDeploymentType, { type: 'null' }] }
  const oneOfStringNull: Schema = { oneOf: [is.string, { type: 'null' }] }
  const CreateProjectArgs: Schema = is.object({ projectName: is.string, 'deploymentType?': oneOfNewDeploymentTypeNull, 'deploymentClass?': stringNull, 'deploymentRegion?': oneOfStringNull })
  const CreatedProject: Schema = is.object({ id: Id, projectId: Id, slug: is.string, 'deploymentName?': stringNull, 'deploymentUrl?': stringNull })
  const integerNull: Schema = { type: ['integer', 'null'] }
  const integerNullMinimum0: Schema = { type: ['integer', 'null'], minimum: 0 }
  const booleanNull: Schema = { type: ['boolean', 'null'] }
  const Deployment: Schema = is.union('kind', {
    cloud: { id: Id, name: is.string, deploymentUrl: is.string, deploymentType: is.string, region: is.string, reference: is.string, isDefault: is.boolean, class: is.string, projectId: Id, createTime: is.integer, 'lastDeployTime?': integerNull, 'creator?': integerNullMinimum0, 'previewIdentifier?': stringNull, 'expiresAt?': integerNull, 'dashboardEditConfirmation?': booleanNull, 'sendLogsToClient?': booleanNull },
    local: { name: is.string, deploymentType: is.string, projectId: Id, createTime: is.integer, creator: Id, 'previewIdentifier?': stringNull, port: { type: 'integer', minimum: 0 }, deviceName: is.string, isActive: is.boolean },
  }, { 'x-open': true })
  const arrayItemsDeployment: Schema = { type: 'array', items: Deployment }
  const ListDeploymentsResponse: Schema = is.object({ items: arrayItemsDeployment, pagination: PaginationMetadata })
  const NewReference: Schema = { type: 'string', pattern: '^(?!local-|[a-z]+-[a-z]+-[0-9]+$)[a-z0-9/-]{3,100}$' }
  const oneOfNewReferenceNull: Schema = { oneOf: [NewReference, { type: 'null' }] }
  const UpdateDeploymentArgs: Schema = is.object({ 'reference?': oneOfNewReferenceNull, 'expiresAt?': integerNullMinimum0, 'class?': stringNull, 'isDefault?': booleanNull, 'deploymentType?': oneOfNewDeploymentTypeNull, 'dashboardEditConfirmation?': booleanNull, 'sendLogsToClient?': booleanNull })
  const objectRequiredPropertiesReferenceStringDefaultProdBooleanDefaultDevBoolean: Schema = is.object({ 'reference?': is.string, 'defaultProd?': is.boolean, 'defaultDev?': is.boolean })
  const CreateDeploymentArgs: Schema = is.object({ type: NewDeploymentType, 'class?': stringNull, 'region?': oneOfStringNull, 'reference?': oneOfNewReferenceNull, 'isDefault?': booleanNull, 'expiresAt?': integerNullMinimum0 })
  const Region: Schema = is.object({ name: is.string, displayName: is.string, available: is.boolean })
  const ListRegionsResponse: Schema = is.object({ items: { type: 'array', items: Region } })
  const DeploymentClass: Schema = is.object({ type: is.string, available: is.boolean })
  const ListClassesResponse: Schema = is.object({ items: { type: 'array', items: DeploymentClass } })
  const CreateDeployKeyArgs: Schema = is.object({ name: is.string, 'allowedActions?': { type: 'array', minItems: 1, 'x-unique': true, items: is.string }, 'expiresAt?': integerNullMinimum0 })
  const stringSensitive: Schema = { type: 'string', 'x-sensitive': true }
  const CreatedDeployKey: Schema = is.object({ deployKey: stringSensitive })
  const arrayItemsString: Schema = { type: 'array', items: is.string }
  const DeployKey: Schema = is.object({ id: Id, name: is.string, creationTime: is.integer, 'lastUsedTime?': integerNull, 'expiresAt?': integerNull, 'creator?': integerNullMinimum0, 'managedBy?': { oneOf: [is.string, is.object({ oauthApp: is.string }), { type: 'null' }] }, allowedActions: arrayItemsString })
  const arrayItemsDeployKey: Schema = { type: 'array', items: DeployKey }
  const DeleteKeyArgs: Schema = is.object({ id: stringSensitive })
  const CreatePreviewDeployKeyArgs: Schema = is.object({ name: is.string, 'expiresAt?': integerNullMinimum0 })
  const CreatedPreviewDeployKey: Schema = is.object({ previewDeployKey: stringSensitive })
  const ListPreviewDeployKeysResponse: Schema = is.object({ items: arrayItemsDeployKey })
  const DefaultEnvironmentVariable: Schema = is.object({ name: is.string, value: stringSensitive, deploymentTypes: arrayItemsString })
  const ListDefaultEnvironmentVariablesResponse: Schema = is.object({ items: { type: 'array', items: DefaultEnvironmentVariable }, pagination: PaginationMetadata })
  const DefaultEnvironmentVariableChange: Schema = is.object({ name: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$', 'x-max-bytes': 256 }, deploymentType: NewDeploymentType, value: { type: ['string', 'null'], 'x-sensitive': true, 'x-max-bytes': 8192 } })
  const UpdateDefaultEnvironmentVariablesArgs: Schema = is.object({ changes: { type: 'array', items: DefaultEnvironmentVariableChange } })
  const NewRequestDestination: Schema = { type: 'string', enum: ['convexCloud', 'convexSite'] }
  const CustomDomainArgs: Schema = is.object({ requestDestination: NewRequestDestination, domain: is.string })
  const CustomDomain: Schema = is.object({ deploymentName: is.string, requestDestination: is.string, domain: is.string, creationTime: is.integer, 'verificationTime?': integerNull })
  const ListCustomDomainsResponse: Schema = is.object({ domains: { type: 'array', items: CustomDomain } })

  return {
    getTokenDetails: { method: 'GET', path: '/token_details', retry: 'always', response: TokenDetails },
    listProjects: { method: 'GET', path: '/teams/{team_id}/projects', retry: 'always', query: is.object({ 'cursor?': is.string, 'limit?': integerMinimum1Maximum100, 'q?': is.string }), response: ListProjectsResponse },
    getProject: { method: 'GET', path: '/projects/{project_id}', retry: 'always', response: Project },
    getProjectBySlug: { method: 'GET', path: '/teams/{team_id_or_slug}/projects/{project_slug}', retry: 'always', response: Project },
    createProject: { method: 'POST', path: '/teams/{team_id}/create_project', retry: 'once', request: CreateProjectArgs, response: CreatedProject },
    listTeamDeployments: { method: 'GET', path: '/teams/{team_id}/list_deployments', retry: 'always', query: is.object({ 'cursor?': is.string, 'limit?': integerMinimum1Maximum100, 'sortBy?': { type: 'string', enum: ['createTime', 'lastDeployTime', 'reference'] }, 'sortOrder?': { type: 'string', enum: ['asc', 'desc'] }, 'deploymentType?': NewDeploymentType, 'q?': is.string, 'projectId?': Id, 'creator?': Id, 'isDefault?': is.boolean }), response: ListDeploymentsResponse },
    listProjectDeployments: { method: 'GET', path: '/projects/{project_id}/list_deployments', retry: 'always', maxResponseBytes: 33554432, query: is.object({ 'includeLocal?': is.boolean, 'isDefault?': is.boolean, 'deploymentType?': NewDeploymentType }), response: arrayItemsDeployment },
    getDeployment: { method: 'GET', path: '/deployments/{deployment_name}', retry: 'always', response: Deployment },
    updateDeployment: { method: 'PATCH', path: '/deployments/{deployment_name}', retry: 'idempotent', request: UpdateDeploymentArgs },
    findDeployment: { method: 'GET', path: '/projects/{project_id}/deployment', retry: 'always', query: objectRequiredPropertiesReferenceStringDefaultProdBooleanDefaultDevBoolean, response: Deployment },
    findDeploymentBySlug: { method: 'GET', path: '/teams/{team_id_or_slug}/projects/{project_slug}/deployment', retry: 'always', query: objectRequiredPropertiesReferenceStringDefaultProdBooleanDefaultDevBoolean, response: Deployment },
    createDeployment: { method: 'POST', path: '/projects/{project_id}/create_deployment', retry: 'once', request: CreateDeploymentArgs, response: Deployment },
    deleteDeployment: { method: 'POST', path: '/deployments/{deployment_name}/delete', retry: 'once' },
    listDeploymentRegions: { method: 'GET', path: '/teams/{team_id}/list_deployment_regions', retry: 'always', response: ListRegionsResponse },
    listDeploymentClasses: { method: 'GET', path: '/teams/{team_id}/list_deployment_classes', retry: 'always', response: ListClassesResponse },
    createDeployKey: { method: 'POST', path: '/deployments/{deployment_name}/create_deploy_key', retry: 'once', request: CreateDeployKeyArgs, response: CreatedDeployKey },
    listDeployKeys: { method: 'GET', path: '/deployments/{deployment_name}/list_deploy_keys', retry: 'always', response: arrayItemsDeployKey },
    deleteDeployKey: { method: 'POST', path: '/deployments/{deployment_name}/delete_deploy_key', retry: 'once', request: DeleteKeyArgs },
    createPreviewDeployKey: { method: 'POST', path: '/projects/{project_id}/create_preview_deploy_key', retry: 'once', request: CreatePreviewDeployKeyArgs, response: CreatedPreviewDeployKey },
    listPreviewDeployKeys: { method: 'GET', path: '/projects/{project_id}/list_preview_deploy_keys', retry: 'always', query: is.object({ 'includeManaged?': is.boolean }), response: ListPreviewDeployKeysResponse },
    deletePreviewDeployKey: { method: 'POST', path: '/projects/{project_id}/delete_preview_deploy_key', retry: 'once', request: DeleteKeyArgs },
    listDefaultEnvironmentVariables: { method: 'GET', path: '/projects/{project_id}/list_default_environment_variables', retry: 'always', maxResponseBytes: 33554432, query: is.object({ 'name?': is.string, 'deploymentType?': NewDeploymentType }), response: ListDefaultEnvironmentVariablesResponse },
    updateDefaultEnvironmentVariables: { method: 'POST', path: '/projects/{project_id}/update_default_environment_variables', retry: 'idempotent', request: UpdateDefaultEnvironmentVariablesArgs },
    createCustomDomain: { method: 'POST', path: '/deployments/{deployment_name}/create_custom_domain', retry: 'once', request: CustomDomainArgs },
    deleteCustomDomain: { method: 'POST', path: '/deployments/{deployment_name}/delete_custom_domain', retry: 'once', request: CustomDomainArgs },
    listCustomDomains: { method: 'GET', path: '/deployments/{deployment_name}/custom_domains', retry: 'always', response: ListCustomDomainsResponse },
  } as const satisfies OperationTable<managementV1Types.paths, managementV1Types.operations>
}
