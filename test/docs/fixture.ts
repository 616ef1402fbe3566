import { answers, createFakeDeployment } from '../../src/fake/index.js'

/** The deployments that the README and the guide speak of: fakes on loopback, as they are before every example. */
export interface Fixture {
  /** The keys, by the names that the pages give them, and what else a secret store holds. */
  readonly environment: Readonly<Record<string, string>>
  /** Where the addresses of Convex's cloud really are: what `lead-to-fakes.mjs` reads from `FAKES`. */
  readonly addresses: string
  close(): Promise<void>
}

export async function createFixture(type: 'dev' | 'prod' = 'dev'): Promise<Fixture> {
  const otter = deployment('happy-otter-123', type, {
    FEATURE_X: 'on',
    LOG_LEVEL: 'debug',
    OLD_FLAG: 'on',
    STRIPE_OLD_KEY: 'sk_old_1',
  })
  const fox = deployment('brave-fox-456', 'prod', { LOG_LEVEL: 'warn' })
  const hare = deployment('quick-hare-789', 'preview', {})
  hare.fake.faults.add(answers.unknownDeployment, { times: 2 })
  const all = [otter, fox, hare]
  const cloud = all.map(({ fake }) => fake.url)
  await Promise.all(all.map(({ fake }) => fake.listen()))
  const addresses = Object.fromEntries(all.map(({ fake }, index) => [cloud[index], fake.url]))
  return {
    environment: {
      CONVEX_DEPLOY_KEY: otter.key,
      CONVEX_PROD_DEPLOY_KEY: fox.key,
      CONVEX_DEPLOY_KEYS: `${otter.key},${fox.key}`,
      PREVIEW_URL: 'https://quick-hare-789.convex.cloud',
      PREVIEW_TOKEN: hare.key,
      STRIPE_KEY: 'sk_live_1',
      STRIPE_TEST_KEY: 'sk_test_1',
      STRIPE_OLD_KEY: 'sk_old_1',
      VAULT_TOKEN: 'of-the-vault',
      MANAGER_TOKEN: 'of-the-manager',
      PLAN_KEY: '0123456789abcdef'.repeat(4),
    },
    addresses: JSON.stringify(addresses),
    close: async () => void (await Promise.all(all.map(({ fake }) => fake.close()))),
  }
}

/** The key is the same every time: the fingerprints that plans show depend on it. */
function deployment(
  name: string,
  deploymentType: 'dev' | 'prod' | 'preview',
  environmentVariables: { [name: string]: string },
) {
  const key = `${deploymentType}:${name}|eyJ2MiI6ImtleSJ9`
  return {
    key,
    fake: createFakeDeployment({ name, deploymentType, environmentVariables, keys: [{ token: key }] }),
  }
}
