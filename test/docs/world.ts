import { answers, createFakeDeployment, type FakeDeployment } from '../../src/fake/index.js'

/** The deployments that the README and the guide speak of: fakes on loopback, as they are before every example. */
export interface World {
  /** What a process needs to find them: the keys, and where the addresses of the keys really are. */
  readonly environment: Readonly<Record<string, string>>
  readonly deployments: Readonly<Record<string, FakeDeployment>>
  close(): Promise<void>
}

export async function createWorld(): Promise<World> {
  const otter = createFakeDeployment({
    name: 'happy-otter-123',
    environmentVariables: { FEATURE_X: 'on', LOG_LEVEL: 'debug', OLD_FLAG: 'on', STRIPE_OLD_KEY: 'sk_old_1' },
  })
  const fox = createFakeDeployment({
    name: 'brave-fox-456',
    deploymentType: 'prod',
    environmentVariables: { LOG_LEVEL: 'warn' },
  })
  const hare = createFakeDeployment({ name: 'quick-hare-789', deploymentType: 'preview' })
  hare.faults.add(answers.unknownDeployment, { times: 2 })
  const fakes = [otter, fox, hare]
  const cloud = fakes.map(({ url }) => url)
  await Promise.all(fakes.map(fake => fake.listen()))
  const addresses = Object.fromEntries(fakes.map(({ url }, index) => [cloud[index], url]))
  return {
    environment: {
      CONVEX_DEPLOY_KEY: otter.token,
      CONVEX_PROD_DEPLOY_KEY: fox.token,
      CONVEX_DEPLOY_KEYS: `${otter.token},${fox.token}`,
      PREVIEW_URL: 'https://quick-hare-789.convex.cloud',
      PREVIEW_TOKEN: hare.token,
      STRIPE_TEST_KEY: 'sk_test_1',
      PLAN_KEY: 'a secret that two jobs share',
      FAKES: JSON.stringify(addresses),
    },
    deployments: { otter, fox, hare },
    close: async () => void (await Promise.all(fakes.map(fake => fake.close()))),
  }
}
