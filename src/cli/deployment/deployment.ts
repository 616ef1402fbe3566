import { createDeploymentClient, type DeploymentClient } from '../../index.js'
import { refused, usage } from '../refusal.js'
import type { Session } from '../session.js'
import { styled } from '../terminal/line.js'
import { type Address, type Credentials, findCredentials, labelOf, otherSelection } from './credentials.js'
import { type Identity, identityByDeployment, identityByKey, UNTOLD } from './identity.js'
import { readLayers } from './layers.js'
import { readLocal } from './local.js'

/** A deployment to work on, and what is known of it. */
export interface Target {
  readonly client: DeploymentClient
  readonly identity: Identity
  /** Its name, or else its host: what a confirmation repeats. */
  readonly label: string
}

/** What a command is about to do. */
export type Intent = 'read' | 'write'

const TYPES = ['prod', 'dev', 'preview', 'custom', 'local', 'self-hosted']

/** The deployment that the command line and the environment name, told on stderr and held against `--expect`. */
export async function openTarget(session: Session, intent: Intent): Promise<Target> {
  const { flags, environment, folder, terminal } = session
  flags.exclusive('deployment', 'url', 'local')
  flags.exclusive('local', 'envFile')
  if (flags.has('region') && !flags.has('deployment')) throw usage('--region goes with --deployment.')
  if (flags.on('local')) return introduce(session, await readLocal(folder), intent)
  const layers = await readLayers(environment, folder, flags.text('envFile'))
  const address = { name: flags.text('deployment'), region: flags.text('region'), url: flags.text('url') }
  const credentials = findCredentials(layers, address)
  const target = await introduce(session, credentials, intent)
  const other = otherSelection(layers, credentials.token)
  if (other)
    terminal.note(
      styled('yellow', `Note: this project develops on ${other}, the key is for ${target.label}.`),
    )
  return target
}

/** A deployment by its key, told on stderr and held against `--expect`. */
export async function introduce(session: Session, credentials: Credentials, intent: Intent): Promise<Target> {
  const target = await meet(session, credentials, intent)
  announce(session, target, credentials)
  assertExpected(session, target)
  return target
}

/** A deployment that is only read from, told on stderr. */
export async function openSource(session: Session, credentials: Credentials): Promise<Target> {
  const client = connect(session, credentials)
  const source = { client, label: labelOf(client), identity: identityByKey(client, credentials.token) }
  announce(session, source, credentials, 'from ')
  return source
}

/**
 * A deployment by its key. It is asked what it is before a write, and where the key does not tell; where the key says
 * that it is not the expected one, nothing is sent.
 */
export async function meet(session: Session, credentials: Credentials, intent: Intent): Promise<Target> {
  const { token } = credentials
  const client = connect(session, credentials)
  const label = labelOf(client)
  const byKey = identityByKey(client, token)
  const told = byKey.type !== UNTOLD
  if (told) assertExpected(session, { client, identity: byKey, label })
  if (told && intent === 'read' && !session.flags.has('expect')) return { client, identity: byKey, label }
  const identity = await identityByDeployment(client, token, session.interruption.signal)
  return { client, identity, label }
}

function connect({ flags }: Session, { token, name, region, url }: Credentials): DeploymentClient {
  const timeout = flags.whole('timeout', 1)
  const address = url === undefined ? { name, region } : { url }
  return createDeploymentClient({ token, ...address, allowHttp: flags.on('allowHttp'), timeout })
}

function announce({ terminal }: Session, { label, identity }: Target, { from }: Credentials, as = ''): void {
  const about = [identity.type, identity.project].filter(Boolean).join(', ')
  terminal.note([as, styled('bold', label), ` (${about})`, styled('dim', ` · key: ${from}`)])
}

function assertExpected({ flags }: Session, { identity, label }: Target): void {
  const expected = flags.text('expect')
  if (expected === undefined) return
  const actual = TYPES.includes(expected) ? identity.type : label
  if (actual === expected) return
  throw refused(`Expected ${labelOf({ name: expected })}, but this is ${label} (${identity.type}).`)
}

/** A deployment as it is typed: a URL, or a name. */
export function addressOf(text: string): Address {
  return text.includes('://') ? { url: text } : { name: text }
}
