/**
 * How to test automation of your own: against a fake deployment, which is as strict as a real one and fails on demand.
 *
 *     npx tsx --test maintenance.test.ts
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDeploymentClient, type DeploymentClient, isDeploymentError } from 'convex-deployment'
import { answers, createFakeDeployment, type FakeDeployment } from 'convex-deployment/fake'

/** The automation under test. */
async function announce({ env, pause }: DeploymentClient, until: string): Promise<void> {
  await env.set({ MAINTENANCE_UNTIL: until })
  await pause()
}

const clientOf = ({ url, token, fetch }: FakeDeployment) => createDeploymentClient({ url, token, fetch })

test('announces the maintenance, then pauses', async () => {
  const fake = createFakeDeployment()
  await announce(clientOf(fake), '18:00')
  assert.equal(fake.state.environmentVariables.get('MAINTENANCE_UNTIL'), '18:00')
  assert.equal(fake.state.paused, true)
})

test('pauses nothing that was not announced', async () => {
  const fake = createFakeDeployment()
  fake.faults.add(answers.badGateway, { operation: 'updateEnvironmentVariables' })
  await assert.rejects(announce(clientOf(fake), '18:00'), isDeploymentError)
  assert.equal(fake.state.paused, false)
})
