import type { ManagementClient } from '../../management/index.js'
import { readLayers } from '../deployment/layers.js'
import type { Host } from '../host.js'
import type { Interruption } from '../interruption.js'

/** The parts of a run that the management API is opened by. */
interface Opening {
  readonly options: {
    readonly credentials: string | undefined
    readonly managementUrl: string | undefined
    readonly timeout: number | undefined
  }
  readonly host: Host
  readonly interruption: Interruption
}

/** Opens the management API by the token that a run may use. */
export async function openManagement({
  options,
  host,
  interruption: { signal },
}: Opening): Promise<ManagementClient> {
  // Loaded only where it is needed: the start of every other command stays as short as it is.
  const { openPlatform } = await import('../deployment/platform.js')
  const layers = await readLayers(host.environment, host.folder, options.credentials, signal)
  return openPlatform(layers, options, host, options.credentials !== undefined)
}
