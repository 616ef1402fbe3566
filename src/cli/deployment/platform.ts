import type { DeploymentClient } from '../../index.js'
import type { Deployment, ManagementClient } from '../../management/index.js'
import { createManagementClient } from '../../management/index.js'
import { quote, quoteStart } from '../../text/quote.js'
import type { Host } from '../host.js'
import { asAbsent } from '../platform/absent.js'
import { refused, unusable, usage } from '../refusal.js'
import { ACCESS_TOKEN, ENVIRONMENT, type Layer, lookUp } from './layers.js'

/** The parts of a command line that name deployments by their team or project. */
export interface PlatformOptions {
  readonly team: string | undefined
  readonly project: string | undefined
  readonly where: readonly string[] | undefined
  readonly managementUrl: string | undefined
  readonly timeout: number | undefined
}

/**
 * Opens the management API by the token of the environment, or of the file that `--credentials` names: never by one of a
 * checkout's own .env files.
 * @param named true if a file was named, which then decides alone
 */
export function openPlatform(
  layers: readonly Layer[],
  { managementUrl: url, timeout }: Pick<PlatformOptions, 'managementUrl' | 'timeout'>,
  { fetch }: Pick<Host, 'fetch'>,
  named: boolean,
): ManagementClient {
  const allowed = layers.filter(({ from }) => named || from === ENVIRONMENT)
  const found = lookUp(allowed, ACCESS_TOKEN)
  if (found !== undefined) return createManagementClient({ token: found.value, url, timeout, fetch })
  const elsewhere = layers.find(layer => !allowed.includes(layer) && layer.variables[ACCESS_TOKEN])
  throw unusable(
    elsewhere
      ? `${ACCESS_TOKEN} is read from the environment, and not from ${elsewhere.from}: a checkout could hold one of its own. Name the file by --credentials.`
      : `${ACCESS_TOKEN} is not set: it takes a team access token, or the token of an OAuth application.`,
  )
}

/** Opens a deployment by its name, and the token of its team. */
export async function openDeployment(
  name: string,
  token: string,
  {
    options: { managementUrl: url, timeout },
    host: { fetch },
    signal,
  }: {
    readonly options: Pick<PlatformOptions, 'managementUrl' | 'timeout'>
    readonly host: Pick<Host, 'fetch'>
    readonly signal: AbortSignal
  },
): Promise<{ readonly client: DeploymentClient; readonly type: string }> {
  const management = createManagementClient({ token, url, timeout, fetch })
  const deployment = await management.deployments.get(name, { signal }).catch(asAbsent(name))
  return { client: management.connect(deployment), type: deployment.deploymentType }
}

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
  { team, project }: Pick<PlatformOptions, 'team' | 'project'>,
  signal: AbortSignal,
): Promise<Scope> {
  if (project !== undefined) {
    const { id, label } = await findProject(management, project, signal)
    return { label, query: { projectId: id } }
  }
  const details = await management.token.details({ signal })
  if (details.type !== 'teamToken')
    throw refused('The token is for one project: name that by --project TEAM/PROJECT.')
  const { teamId } = details
  const slug = await slugOfTeam(management, teamId, signal)
  if (team === slug || team === `${teamId}`) return { label: slug ?? `${teamId}`, query: { teamId } }
  throw refused(
    `The token is for the team ${quote(slug ?? `${teamId}`)}, and not for ${quoteStart(team ?? '')}.`,
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
  throw refused(`The token is for the project ${quote(label)}, and not for ${quoteStart(named)}.`)
}

/** The members of a deployment that `--where` compares. */
const FIELDS: Readonly<Record<string, (deployment: Deployment) => unknown>> = {
  type: ({ deploymentType }) => deploymentType,
  name: ({ name }) => name,
  reference: deployment => ('reference' in deployment ? deployment.reference : undefined),
  region: deployment => ('region' in deployment ? deployment.region : undefined),
  class: deployment => ('class' in deployment ? deployment.class : undefined),
}

/**
 * Reads conditions such as `type=preview` and `reference=feat-*`: all of them hold, where one field is named several times one
 * of those.
 * @throws {Refusal} for a field that is unknown
 */
export function readWhere(conditions: readonly string[] = []): (deployment: Deployment) => boolean {
  const byField = new Map<string, RegExp[]>()
  for (const condition of conditions) {
    const [, field = '', pattern = ''] = /^(\w+)=(.+)$/s.exec(condition) ?? []
    if (!Object.hasOwn(FIELDS, field))
      throw usage(`--where takes FIELD=PATTERN, and the field is one of: ${Object.keys(FIELDS).join(', ')}.`)
    byField.set(field, [...(byField.get(field) ?? []), globOf(pattern)])
  }
  return deployment =>
    [...byField].every(([field, patterns]) => {
      const value = FIELDS[field]?.(deployment)
      return typeof value === 'string' && patterns.some(pattern => pattern.test(value))
    })
}

function globOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source.replace(/(?:\.\*)+/g, '.*')}$`, 's')
}
