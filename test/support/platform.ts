import { onTestFinished } from 'vitest'
import { createFakePlatform, type FakePlatform, type FakePlatformOptions } from '../../src/fake/index.js'
import {
  createManagementClient,
  type ManagementClient,
  type ManagementClientOptions,
} from '../../src/management/index.js'

/** A fake platform without sockets, with a project, and a client with a team access token. */
export function onPlatform(
  options: FakePlatformOptions = {},
  settings: Partial<ManagementClientOptions> = {},
) {
  const platform = createFakePlatform(options)
  onTestFinished(() => platform.close())
  const project = platform.createProject('Otter Pond')
  const team = platform.state.teams[0]
  if (team === undefined) throw new Error('The platform has a team.')
  return { platform, project, team, management: managementOf(platform, settings) }
}

/** A client of a fake platform. */
export function managementOf(
  platform: FakePlatform,
  settings: Partial<ManagementClientOptions> = {},
): ManagementClient {
  return createManagementClient({ token: platform.token, fetch: platform.fetch, ...settings })
}

/** All items of a list. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = []
  for await (const item of items) collected.push(item)
  return collected
}
