/**
 * How to test automation of your own: against a fake deployment, which is as strict as a real one and fails on demand.
 *
 *     npx vitest run maintenance.test.ts
 */
import { createDeploymentClient, type DeploymentClient, isDeploymentError } from 'convex-deployment'
import { answers, createFakeDeployment, type FakeDeployment } from 'convex-deployment/fake'
import { expect, test } from 'vitest'

/** The automation under test. */
async function announce({ env, pause }: DeploymentClient, until: string): Promise<void> {
  await env.set({ MAINTENANCE_UNTIL: until })
  await pause()
}

const clientOf = ({ url, token, fetch }: FakeDeployment) => createDeploymentClient({ url, token, fetch })

test('announces the maintenance, then pauses', async () => {
  const fake = createFakeDeployment()
  await announce(clientOf(fake), '18:00')
  expect(fake.state.environmentVariables.get('MAINTENANCE_UNTIL')).toBe('18:00')
  expect(fake.state.paused).toBe(true)
})

test('pauses nothing that was not announced', async () => {
  const fake = createFakeDeployment()
  fake.faults.add(answers.badGateway, { operation: 'updateEnvironmentVariables' })
  await expect(announce(clientOf(fake), '18:00')).rejects.toSatisfy(isDeploymentError)
  expect(fake.state.paused).toBe(false)
})
