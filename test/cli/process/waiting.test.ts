import { describe, expect, test } from 'vitest'
import { answers, rateLimitedFor } from '../../../src/fake/index.js'
import { workspaceOnPlatform } from '../platform/support.js'
import { serveHeld } from '../support/held-server.js'
import { workspaceWithFake } from '../support/workspace.js'

describe('a call that takes long', () => {
  test('is named on a terminal, until its answer is there', async () => {
    const { fake, environment, terminal } = await workspaceWithFake({ environmentVariables: { A: '1' } })
    const { url, release } = await serveHeld(fake.url, 'GET')
    environment.CONVEX_SELF_HOSTED_URL = url
    const screen = terminal(['env', 'list'])
    await screen.shows('Waiting for listEnvironmentVariables')
    await screen.shows('(2 s)')
    release()
    const { code, raw } = await screen.ended()
    expect(code).toBe(0)
    // The line is cleared before the list shows.
    const [waited = '', left] = raw.split('\r\x1b[K').slice(-2)
    expect(waited).toMatch(/Waiting for listEnvironmentVariables \(\d+ s\)$/)
    expect(left).toContain('A')
  })

  test('is named if it is one of the management API, and of a deployment that this opened', async () => {
    const { platform, shop, terminal } = await workspaceOnPlatform()
    const { name, deployment } = platform.createDeployment(shop, { type: 'dev' })
    const { url, release } = await serveHeld(platform.url, 'GET')
    deployment.faults.add({ kind: 'delay', ms: 2_500 }, { operation: 'listEnvironmentVariables' })
    const screen = terminal(['env', 'list', '--deployment', name, '--management-url', url])
    await screen.shows('Waiting for getDeployment')
    release()
    await screen.shows('Waiting for listEnvironmentVariables')
    expect(await screen.ended()).toMatchObject({ code: 0 })
  })

  test('says why it is repeated, and when', async () => {
    const { fake, terminal } = await workspaceWithFake({ environmentVariables: { A: '1' } })
    fake.faults.add(rateLimitedFor(3), { operation: 'listEnvironmentVariables', times: 1 })
    const screen = terminal(['env', 'list'])
    await screen.shows('trying again in 3 s')
    expect(await screen.ended()).toMatchObject({ code: 0, screen: expect.stringContaining('429') })
  })
})

test('usage shows on a terminal how much of each limit is used', async () => {
  const { fake, terminal, run } = await workspaceWithFake()
  const limit = { ...{ metric: 'functionCalls', window: 'day' }, ...{ limitType: 'disable', enabled: true } }
  fake.state.usageLimits.push(
    { id: 'a', ...limit, limit: 4_000 },
    { id: 'b', ...limit, metric: 'databaseIoGb', limit: 100, enabled: false },
  )
  fake.state.usage.set('functionCalls', { unit: 'calls', current_day: 1_000, current_month: 1_000 })
  const { code, screen } = await terminal(['usage']).ended()
  expect(code).toBe(0)
  expect(screen).toMatch(/^functionCalls +█{5}░{15} +25 % +of +4,000 +a day \(disable\)$/m)
  expect(screen).toMatch(/^databaseIoGb .* \(disable, inactive\)$/m)
  expect((await run(['usage'])).stdout).not.toContain('█')
  fake.faults.add(answers.unknownDeployment, { operation: 'listUsageLimits' })
  expect(await terminal(['usage']).ended()).toMatchObject({
    code: 0,
    screen: expect.not.stringContaining('█'),
  })
})
