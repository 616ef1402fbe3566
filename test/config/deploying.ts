import {
  type ApplyResult,
  applyPlan,
  type DesiredEnvironment,
  type PlanDeploymentOptions,
  planDeployment,
} from '../../src/config/index.js'
import {
  createFakeDeployment,
  type FakeDeployment,
  type FakeDeploymentOptions,
} from '../../src/fake/index.js'
import { createDeploymentClient, type DeploymentClient } from '../../src/index.js'

/** A fake deployment that holds these variables, a client of it, and what plans and applies with that client. */
export function deploy(
  environmentVariables: Record<string, string> = {},
  name = 'happy-otter-123',
  options: FakeDeploymentOptions = {},
) {
  const fake = createFakeDeployment({ environmentVariables, name, ...options })
  const client = clientOf(fake)
  return { fake, client, env: client.env, config: configOf(client) }
}

/** A client of a fake deployment, by its own token and connection unless others are given. */
export function clientOf(fake: FakeDeployment, { token = fake.token, fetch = fake.fetch } = {}) {
  return createDeploymentClient({ url: fake.url, token, fetch, retry: false })
}

/** Plans and applies with a client. What is applied may be what the types refuse: a saved plan without its config. */
export function configOf(client: DeploymentClient) {
  const { apply }: { apply(client: DeploymentClient, plan: unknown, options: object): Promise<ApplyResult> } =
    { apply: applyPlan }
  return {
    plan: (environment: DesiredEnvironment, options?: PlanDeploymentOptions) =>
      planDeployment(client, { environment }, options),
    apply: (plan: unknown, options: object = {}) => apply(client, plan, options),
  }
}

/** The requests that were to change something. */
export const writes = (fake: FakeDeployment) => fake.requests.filter(({ path }) => /update|delete/.test(path))
