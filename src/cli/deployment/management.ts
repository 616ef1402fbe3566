import type { ManagementClient } from '../../management/index.js'
import type { Host } from '../host.js'
import type { Interruption } from '../interruption.js'
import { unusable } from '../refusal.js'
import type { Terminal } from '../terminal/terminal.js'
import { ACCESS_TOKEN, ENVIRONMENT, lookUp, readLayers } from './layers.js'

/** The parts of a command line that say how the management API is asked. */
export interface ManagementOptions {
  readonly credentials: string | undefined
  readonly managementUrl: string | undefined
  readonly timeout: number | undefined
}

/** The parts of a run that the management API is opened by. */
interface Opening {
  readonly options: ManagementOptions
  readonly host: Host
  readonly interruption: Pick<Interruption, 'signal'>
  readonly terminal: Pick<Terminal, 'logger'>
}

/**
 * Returns the access token of the environment, or of the file that `--credentials` names: never that of one of a checkout's own
 * .env files.
 */
export async function findToken({ options, host, interruption }: Opening): Promise<string> {
  const { credentials } = options
  const layers = await readLayers(host.environment, host.folder, credentials, interruption.signal)
  // A file that is named decides alone.
  const allowed = layers.filter(({ from }) => credentials !== undefined || from === ENVIRONMENT)
  const found = lookUp(allowed, ACCESS_TOKEN)
  if (found !== undefined) return found.value
  const elsewhere = layers.find(layer => !allowed.includes(layer) && layer.variables[ACCESS_TOKEN])
  throw unusable(
    elsewhere
      ? `${ACCESS_TOKEN} is read from the environment, and not from ${elsewhere.from}: a checkout could hold one of its own. Name the file by --credentials.`
      : `${ACCESS_TOKEN} is not set: it takes a team access token, or the token of an OAuth application.`,
  )
}

/** Opens the management API by the token that a run may use. */
export async function openManagement(opening: Opening): Promise<ManagementClient> {
  return managementBy(await findToken(opening), opening)
}

/** Opens the management API by a token. */
export async function managementBy(
  token: string,
  { options: { managementUrl: url, timeout }, host: { fetch }, terminal }: Omit<Opening, 'interruption'>,
): Promise<ManagementClient> {
  // Loaded only where it is needed: the start of every other command stays as short as it is.
  const { createManagementClient } = await import('../../management/index.js')
  return createManagementClient({ token, url, timeout, fetch, logger: terminal.logger })
}
