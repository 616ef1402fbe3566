import type { operations } from '../../generated/management-v1.js'
import type { CallOptions } from '../../src/index.js'
import type { ManagementClient } from '../../src/management/index.js'

/** An operation of the management API: what it is sent, what it answers, and the methods that send just that. */
export interface ManagementCalls {
  readonly route: `${'GET' | 'POST' | 'PATCH'} /${string}`
  readonly writes: boolean
  readonly path?: object | undefined
  readonly query?: object | undefined
  readonly body?: object | undefined
  /** A body of its answer: the example of the document. */
  readonly answer?: unknown
  readonly methods: { readonly [method: string]: ManagementMethod }
}

interface ManagementMethod {
  readonly call: (client: ManagementClient, options?: CallOptions) => Promise<unknown>
  /** What it makes of the answer. By default the answer itself. */
  readonly result?: unknown
  readonly query?: object
}

type PathOf<Operation> = Operation extends { parameters: { path: infer Path } } ? Path : undefined
type BodyOf<Operation> = Operation extends { requestBody: { content: { 'application/json': infer Body } } }
  ? Body
  : undefined

type Table = {
  readonly [Id in keyof operations]: ManagementCalls & {
    readonly path?: PathOf<operations[Id]>
    readonly body?: BodyOf<operations[Id]>
  }
}

export const PROJECT = {
  id: 345,
  name: 'Otter Pond',
  slug: 'otter-pond',
  teamId: 12,
  teamSlug: 'otters',
  createTime: 1763856000000,
  prodDeploymentName: 'happy-otter-123',
}
export const DEPLOYMENT = {
  kind: 'cloud',
  id: 4711,
  name: 'happy-otter-123',
  deploymentUrl: 'https://happy-otter-123.convex.cloud',
  deploymentType: 'prod',
  region: 'aws-us-east-1',
  reference: 'production',
  isDefault: true,
  class: 's16',
  projectId: 345,
  createTime: 1763856000000,
} as const
const KEY = { id: 77, name: 'ci', creationTime: 1763856000000, allowedActions: ['deployment:deploy'] }
const DEFAULT = { name: 'LOG_LEVEL', value: 'info', deploymentTypes: ['prod', 'preview'] }
const CREATED_KEY = 'prod:happy-otter-123|eyJ2MiI6IjAxMjM0NTY3ODlhYmNkZWYifQ=='

const team = { team_id: 12 }
const project = { project_id: 345 }
const bySlug = { team_id_or_slug: 'otters', project_slug: 'otter-pond' }
const deployment = { deployment_name: 'happy-otter-123' }
const whole = { hasMore: false }
const oldestFirst = { limit: 100, sortBy: 'createTime', sortOrder: 'asc' }
const first = async (items: AsyncIterator<unknown>) => (await items.next()).value
const domain = { requestDestination: 'convexCloud', domain: 'api.example.com' } as const
const change = { name: 'LOG_LEVEL', deploymentType: 'prod', value: 'info' } as const

/** Every operation of the management API: the compiler names one that is missing. Those without methods are for `raw`. */
export const MANAGEMENT: Table = {
  getTokenDetails: {
    route: 'GET /token_details',
    writes: false,
    answer: { type: 'teamToken', id: 9001, name: 'fleet', createTime: 1763856000000, teamId: 12 },
    methods: { 'token.details': { call: ({ token }, options) => token.details(options) } },
  },
  listProjects: {
    route: 'GET /teams/{team_id}/projects',
    writes: false,
    path: team,
    query: { limit: 100 },
    answer: { items: [PROJECT], pagination: whole },
    methods: {
      'projects.list': {
        call: ({ projects }, options) => first(projects.list({ teamId: 12 }, options)),
        result: PROJECT,
      },
    },
  },
  getProject: {
    route: 'GET /projects/{project_id}',
    writes: false,
    path: project,
    answer: PROJECT,
    methods: { 'projects.get': { call: ({ projects }, options) => projects.get({ id: 345 }, options) } },
  },
  getProjectBySlug: {
    route: 'GET /teams/{team_id_or_slug}/projects/{project_slug}',
    writes: false,
    path: bySlug,
    answer: PROJECT,
    methods: {
      'projects.get': {
        call: ({ projects }, options) => projects.get({ team: 'otters', slug: 'otter-pond' }, options),
      },
    },
  },
  createProject: {
    route: 'POST /teams/{team_id}/create_project',
    writes: true,
    path: team,
    body: { projectName: 'Otter Pond', deploymentType: 'prod' },
    answer: {
      id: 345,
      projectId: 345,
      slug: 'otter-pond',
      deploymentName: 'happy-otter-123',
      deploymentUrl: 'https://happy-otter-123.convex.cloud',
    },
    methods: {
      'projects.create': {
        call: ({ projects }, options) =>
          projects.create(12, { projectName: 'Otter Pond', deploymentType: 'prod' }, options),
      },
    },
  },
  listTeamDeployments: {
    route: 'GET /teams/{team_id}/list_deployments',
    writes: false,
    path: team,
    query: oldestFirst,
    answer: { items: [DEPLOYMENT], pagination: whole },
    methods: {
      'deployments.list': {
        call: ({ deployments }, options) => first(deployments.list({ teamId: 12 }, options)),
        result: DEPLOYMENT,
      },
      'deployments.list with filters': {
        call: ({ deployments }, options) =>
          first(
            deployments.list({ teamId: 12, deploymentType: 'prod', isDefault: true, q: 'ot&er' }, options),
          ),
        result: DEPLOYMENT,
        query: { ...oldestFirst, deploymentType: 'prod', isDefault: true, q: 'ot&er' },
      },
    },
  },
  listProjectDeployments: {
    route: 'GET /projects/{project_id}/list_deployments',
    writes: false,
    path: project,
    query: { includeLocal: true },
    answer: [DEPLOYMENT],
    methods: {
      'deployments.list': {
        call: ({ deployments }, options) =>
          first(deployments.list({ projectId: 345, includeLocal: true }, options)),
        result: DEPLOYMENT,
      },
    },
  },
  getDeployment: {
    route: 'GET /deployments/{deployment_name}',
    writes: false,
    path: deployment,
    answer: DEPLOYMENT,
    methods: {
      'deployments.get': {
        call: ({ deployments }, options) => deployments.get('happy-otter-123', options),
      },
    },
  },
  updateDeployment: {
    route: 'PATCH /deployments/{deployment_name}',
    writes: true,
    path: deployment,
    body: { expiresAt: 1767225600000 },
    methods: {
      'deployments.update': {
        call: ({ deployments }, options) =>
          deployments.update('happy-otter-123', { expiresAt: 1767225600000 }, options),
      },
    },
  },
  findDeployment: {
    route: 'GET /projects/{project_id}/deployment',
    writes: false,
    path: project,
    query: { reference: 'production' },
    answer: DEPLOYMENT,
    methods: {
      'deployments.find': {
        call: ({ deployments }, options) =>
          deployments.find({ projectId: 345, reference: 'production' }, options),
      },
    },
  },
  findDeploymentBySlug: {
    route: 'GET /teams/{team_id_or_slug}/projects/{project_slug}/deployment',
    writes: false,
    path: bySlug,
    query: { defaultProd: true },
    answer: DEPLOYMENT,
    methods: {
      'deployments.find': {
        call: ({ deployments }, options) =>
          deployments.find({ team: 'otters', project: 'otter-pond', default: 'prod' }, options),
      },
    },
  },
  createDeployment: {
    route: 'POST /projects/{project_id}/create_deployment',
    writes: true,
    path: project,
    body: { type: 'prod' },
    answer: DEPLOYMENT,
    methods: {
      'deployments.create': {
        call: ({ deployments }, options) => deployments.create(345, { type: 'prod' }, options),
      },
    },
  },
  deleteDeployment: {
    route: 'POST /deployments/{deployment_name}/delete',
    writes: true,
    path: deployment,
    methods: {
      'deployments.delete': {
        call: ({ deployments }, options) => deployments.delete('happy-otter-123', options),
      },
    },
  },
  listDeploymentRegions: {
    route: 'GET /teams/{team_id}/list_deployment_regions',
    writes: false,
    path: team,
    answer: { items: [{ name: 'aws-us-east-1', displayName: 'US East (N. Virginia)', available: true }] },
    methods: {},
  },
  listDeploymentClasses: {
    route: 'GET /teams/{team_id}/list_deployment_classes',
    writes: false,
    path: team,
    answer: { items: [{ type: 's16', available: true }] },
    methods: {},
  },
  createDeployKey: {
    route: 'POST /deployments/{deployment_name}/create_deploy_key',
    writes: true,
    path: deployment,
    body: { name: 'ci', allowedActions: ['deployment:deploy'] },
    answer: { deployKey: CREATED_KEY },
    methods: {
      'deployKeys.create': {
        call: ({ deployKeys }, options) =>
          deployKeys.create(DEPLOYMENT, { name: 'ci', allowedActions: ['deployment:deploy'] }, options),
        result: CREATED_KEY,
      },
    },
  },
  listDeployKeys: {
    route: 'GET /deployments/{deployment_name}/list_deploy_keys',
    writes: false,
    path: deployment,
    answer: [KEY],
    methods: {
      'deployKeys.list': { call: ({ deployKeys }, options) => deployKeys.list('happy-otter-123', options) },
    },
  },
  deleteDeployKey: {
    route: 'POST /deployments/{deployment_name}/delete_deploy_key',
    writes: true,
    path: deployment,
    body: { id: 'ci' },
    methods: {
      'deployKeys.delete': {
        call: ({ deployKeys }, options) => deployKeys.delete('happy-otter-123', 'ci', options),
      },
    },
  },
  createPreviewDeployKey: {
    route: 'POST /projects/{project_id}/create_preview_deploy_key',
    writes: true,
    path: project,
    body: { name: 'previews' },
    answer: { previewDeployKey: 'preview:otters:otter-pond|eyJ2MiI6ImZlZGNiYTk4NzY1NDMyMTAifQ==' },
    methods: {},
  },
  listPreviewDeployKeys: {
    route: 'GET /projects/{project_id}/list_preview_deploy_keys',
    writes: false,
    path: project,
    answer: { items: [KEY] },
    methods: {},
  },
  deletePreviewDeployKey: {
    route: 'POST /projects/{project_id}/delete_preview_deploy_key',
    writes: true,
    path: project,
    body: { id: 'previews' },
    methods: {},
  },
  listDefaultEnvironmentVariables: {
    route: 'GET /projects/{project_id}/list_default_environment_variables',
    writes: false,
    path: project,
    query: { deploymentType: 'prod' },
    answer: { items: [DEFAULT], pagination: whole },
    methods: {
      'defaultEnvironmentVariables.list': {
        call: ({ defaultEnvironmentVariables }, options) =>
          defaultEnvironmentVariables.list(345, { deploymentType: 'prod' }, options),
        result: [DEFAULT],
      },
    },
  },
  updateDefaultEnvironmentVariables: {
    route: 'POST /projects/{project_id}/update_default_environment_variables',
    writes: true,
    path: project,
    body: { changes: [change] },
    methods: {
      'defaultEnvironmentVariables.update': {
        call: ({ defaultEnvironmentVariables }, options) =>
          defaultEnvironmentVariables.update(345, [change], options),
      },
    },
  },
  createCustomDomain: {
    route: 'POST /deployments/{deployment_name}/create_custom_domain',
    writes: true,
    path: deployment,
    body: domain,
    methods: {},
  },
  deleteCustomDomain: {
    route: 'POST /deployments/{deployment_name}/delete_custom_domain',
    writes: true,
    path: deployment,
    body: domain,
    methods: {},
  },
  listCustomDomains: {
    route: 'GET /deployments/{deployment_name}/custom_domains',
    writes: false,
    path: deployment,
    answer: {
      domains: [
        {
          deploymentName: 'happy-otter-123',
          requestDestination: 'convexCloud',
          domain: 'api.example.com',
          creationTime: 1763856000000,
          verificationTime: 1763856600000,
        },
      ],
    },
    methods: {},
  },
}

/** Every operation, to go through. */
export const MANAGEMENT_OPERATIONS = Object.entries<ManagementCalls>(MANAGEMENT).map(([id, calls]) => ({
  id,
  ...calls,
}))

/** Every method of the facade, with its operation. */
export const MANAGEMENT_METHODS = MANAGEMENT_OPERATIONS.flatMap(operation =>
  Object.entries(operation.methods).map(([method, calls]) => ({ operation, method, ...calls })),
)
