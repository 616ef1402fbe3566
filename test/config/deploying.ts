import {
  createFakeDeployment,
  type FakeDeployment,
  type FakeDeploymentOptions,
} from '../../src/fake/index.js'
import { createDeploymentClient } from '../../src/index.js'

/** A fake deployment that holds these variables, and a client of it. */
export function deploy(
  environmentVariables: Record<string, string> = {},
  name = 'happy-otter-123',
  options: FakeDeploymentOptions = {},
) {
  const fake = createFakeDeployment({ environmentVariables, name, ...options })
  const client = clientOf(fake)
  return { fake, client, env: client.env }
}

/** A client of a fake deployment, by its own token and connection unless others are given. */
export function clientOf(fake: FakeDeployment, { token = fake.token, fetch = fake.fetch } = {}) {
  return createDeploymentClient({ url: fake.url, token, fetch, retry: false, timeout: 200 })
}

/** The requests that were to change something. */
export const writes = (fake: FakeDeployment) => fake.requests.filter(({ path }) => /update|delete/.test(path))
