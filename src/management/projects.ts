import { refusal } from '../errors.js'
import { type CallOptions, readOptions } from '../transport/options.js'
import type { ManagementMethods, ManagementSchemas } from './contract.js'
import { advising, explained } from './errors.js'
import { itemsOf, present } from './pages.js'

/** A project of a team. */
export type Project = ManagementSchemas['Project']

/** A project to create, and the type of its first deployment if it shall have one. */
export type NewProject = ManagementSchemas['CreateProjectArgs']

/** A project that was created, and its first deployment if one was wanted. */
export type CreatedProject = ManagementSchemas['CreatedProject']

/** The projects to list. */
export interface ProjectsQuery {
  readonly teamId: number
  /** A part of the name or the slug. */
  readonly q?: string | undefined
}

/** Names a project by its id, or by its slug and the slug or the id of its team. */
export type ProjectKey =
  | { readonly id: number; readonly team?: undefined; readonly slug?: undefined }
  | { readonly team: string | number; readonly slug: string; readonly id?: undefined }

/** The projects of a team. */
export interface ProjectsResource {
  /**
   * Lists the projects of a team, the newest first. Requests pages as you iterate. Reads only.
   * @throws {NotVisibleError} if there is no such team that the token can see
   * @example
   * for await (const { slug } of management.projects.list({ teamId: 12 })) console.log(slug)
   */
  list(query: ProjectsQuery, options?: CallOptions): AsyncIterableIterator<Project>
  /**
   * Reads a project. Reads only.
   * @throws {NotVisibleError} if there is no such project that the token can see
   * @example
   * const { id } = await management.projects.get({ team: 'otters', slug: 'otter-pond' })
   */
  get(project: ProjectKey, options?: CallOptions): Promise<Project>
  /**
   * Creates a project. Writes, and is not sent again if it may have taken effect. A project has nothing unique by which a
   * lost answer could be found: then `outcome` is `unknown`, and only the list of projects shows if it exists.
   * @throws {NotVisibleError} if there is no such team that the token can see
   * @example
   * const { id } = await management.projects.create(12, { projectName: 'Otter Pond', deploymentType: 'prod' })
   */
  create(teamId: number, project: NewProject, options?: CallOptions): Promise<CreatedProject>
}

/**
 * Returns the parameters of a project's path by slugs.
 * @throws {InvalidInputError} if one is missing
 */
export function projectPath(option: string, team: string | number | undefined, slug: string | undefined) {
  if (team !== undefined && slug !== undefined) return { team_id_or_slug: `${team}`, project_slug: slug }
  throw refusal(option, `Name the project by its id, or by \`team\` and \`${option}\`.`)
}

export function createProjects(client: ManagementMethods): ProjectsResource {
  return {
    async *list(asked, options) {
      const { teamId, q } = readOptions(asked, ['teamId', 'q'], '`projects.list`')
      yield* itemsOf(
        'listProjects',
        ({ id }) => id,
        cursor => {
          const params = { path: { team_id: teamId }, query: { limit: 100, ...present({ q, cursor }) } }
          return explained(client, options, () =>
            client.GET('/teams/{team_id}/projects', options, { params }),
          )
        },
      )
    },
    async get(key, options) {
      const { id, team, slug } = readOptions(key, ['id', 'team', 'slug'], '`projects.get`')
      return explained(client, options, () => {
        if (id !== undefined)
          return client.GET('/projects/{project_id}', options, { params: { path: { project_id: id } } })
        const path = projectPath('slug', team, slug)
        return client.GET('/teams/{team_id_or_slug}/projects/{project_slug}', options, { params: { path } })
      })
    },
    create(teamId, body, options) {
      const params = { path: { team_id: teamId } }
      return explained(client, options, () =>
        client.POST('/teams/{team_id}/create_project', options, { params, body }),
      ).catch(
        advising(
          'A project has nothing unique to find it by: list the projects of the team, the newest first.',
        ),
      )
    },
  }
}
