import type { ManagementClient } from '../../management/index.js'
import { quote } from '../../text/quote.js'
import { US } from '../command-line.js'
import { absent, usage } from '../refusal.js'
import { asTyped } from './absent.js'

/** A team or a project that a token can see. */
export interface Scope {
  /** The word that a confirmation repeats, such as `my-team/shop`. */
  readonly label: string
  readonly query: { readonly teamId: number } | { readonly projectId: number }
}

/**
 * Finds the team or the project that a command line names.
 * @throws {Refusal} for one that the token cannot see, with those that it can
 */
export async function findScope(
  management: ManagementClient,
  { team, project }: { readonly team: string | undefined; readonly project: string | undefined },
  signal: AbortSignal,
): Promise<Scope> {
  if (project !== undefined) {
    const { id, label } = await findProject(management, project, signal)
    return { label, query: { projectId: id } }
  }
  const details = await management.token.details({ signal })
  if (details.type !== 'teamToken') {
    const { teamSlug, slug } = await management.projects.get({ id: details.projectId }, { signal })
    throw absent(`The token is for one project: name that by --project ${quote(`${teamSlug}/${slug}`)}.`)
  }
  const { teamId } = details
  const slug = await slugOfTeam(management, teamId, signal)
  if (team === slug || team === `${teamId}`) return { label: slug ?? `${teamId}`, query: { teamId } }
  throw absent(
    `The token is for the team ${quote(slug ?? `${teamId}`)}, and not for ${asTyped(team ?? '')}.`,
    {
      next: [[US, 'deployments', 'list', '--team', slug ?? `${teamId}`]],
    },
  )
}

/** A team is known by its slug to its projects alone. */
async function slugOfTeam(
  management: ManagementClient,
  teamId: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  for await (const { teamSlug } of management.projects.list({ teamId }, { signal })) return teamSlug
  return undefined
}

/**
 * Finds the project that a command line names.
 * @throws {Refusal} for one that is not that of the token
 */
export async function findProject(
  management: ManagementClient,
  named: string,
  signal: AbortSignal,
): Promise<{ readonly id: number; readonly label: string }> {
  const [, team, project] = /^([^/]+)\/([^/]+)$/.exec(named) ?? []
  if (team === undefined || project === undefined)
    throw usage('--project takes TEAM/PROJECT, by their slugs.')
  const details = await management.token.details({ signal })
  const found = await management.projects.get(
    details.type === 'projectToken' ? { id: details.projectId } : { team, slug: project },
    { signal },
  )
  const label = `${found.teamSlug}/${found.slug}`
  const isOfTeam = [found.teamSlug, `${found.teamId}`].includes(team)
  if (isOfTeam && found.slug === project) return { label, id: found.id }
  throw absent(`The token is for the project ${quote(label)}, and not for ${asTyped(named)}.`, {
    next: [[US, 'deployments', 'list', '--project', label]],
  })
}
