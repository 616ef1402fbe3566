import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createFakePlatform, rateLimitedFor } from '../../../src/fake/index.js'
import { createManagementClient } from '../../../src/management/index.js'
import { ended } from '../support/run.js'
import { createWorkspace } from '../support/workspace.js'

/** `npm run prove fleets` has ten thousand. */
const DEPLOYMENTS = 60
const CONCURRENCY = 8
/** How often the clock is read for each deployment in a whole run. */
const READS = 10

/** Many deployments over HTTP, and a clock that tells of each request that one of them receives. */
async function workspaceWithMany() {
  let onRequest = () => {}
  const platform = createFakePlatform({
    now: () => {
      onRequest()
      return Date.now()
    },
  })
  onTestFinished(() => platform.close())
  const shop = platform.createProject('Shop')
  const names = Array.from(
    { length: DEPLOYMENTS },
    () => platform.createDeployment(shop, { type: 'preview' }).name,
  )
  for (const [at, name] of names.entries())
    platform.deployment(name).state.environmentVariables.set(at % 3 === 0 ? 'LEVEL' : 'MINE', `before ${at}`)
  await platform.listen()
  const workspace = await createWorkspace({ CONVEX_ACCESS_TOKEN: platform.token })
  await workspace.write('app.env', 'LEVEL=info\n')
  const words = [
    'env',
    'apply',
    'app.env',
    '--project',
    `otters/${shop.slug}`,
    '--yes',
    '--no-backup',
    '--json',
  ]
  const apply = [...words, '--concurrency', `${CONCURRENCY}`, '--management-url', platform.url]
  return {
    ...workspace,
    platform,
    names,
    apply,
    /** Runs the command until the deployments have read the clock so often, and kills it then. */
    killed(more: readonly string[], after: number) {
      const child = workspace.start([...apply, ...more], '')
      let reads = 0
      onRequest = () => {
        reads += 1
        if (reads === after) child.kill('SIGKILL')
      }
      return ended(child)
    },
    run: (more: readonly string[]) => {
      onRequest = () => {}
      return workspace.run([...apply, ...more])
    },
  }
}

const writesTo = (requests: readonly { readonly operation: string | undefined }[]) =>
  requests.filter(({ operation }) => operation === 'updateEnvironmentVariables').length

// Thousands of requests take their time on a machine that does much else.
describe('sixty deployments', { timeout: 600_000 }, () => {
  test('killed again and again, a resume ends as declared, and each was written to once', async () => {
    const { platform, names, killed, run, read } = await workspaceWithMany()
    const resume = ['--resume', 'state.json', '--canary', '3', '--max-failures', '10%']
    const [gone = ''] = names.slice(-1)
    let kills = 0
    for (let round = 0; round < 3; round++) {
      // The first while deployments are changed, the others at any moment.
      const share = round === 0 ? 0.6 + Math.random() * 0.3 : Math.random()
      const { signal } = await killed(resume, Math.ceil(share * READS * DEPLOYMENTS))
      if (round === 0) expect((await read('state.json')).split('\n').length).toBeGreaterThan(1)
      if (signal === 'SIGKILL') kills += 1
      const text = await read('state.json').catch(() => '')
      expect(text).not.toContain(platform.token)
      expect(text).not.toMatch(/info|before/)
    }
    expect(kills).toBeGreaterThan(0)
    await createManagementClient({ token: platform.token, url: platform.url }).deployments.delete(gone)
    platform.deployment(names[50] ?? '').faults.add(rateLimitedFor(1))
    const last = await run(resume)
    expect(last).toMatchObject({ code: 0, stderr: expect.stringContaining('0 failed') })
    for (const name of names.slice(0, -1)) {
      const { state, requests } = platform.deployment(name)
      expect(state.environmentVariables.get('LEVEL')).toBe('info')
      expect(writesTo(requests)).toBe(1)
    }
    const begun = platform.deployment(names[0] ?? '').requests.length
    expect(await run(resume)).toMatchObject({ code: 0 })
    expect(platform.deployment(names[0] ?? '').requests.length).toBeGreaterThan(begun)
    expect(writesTo(platform.deployment(names[0] ?? '').requests)).toBe(1)
  })

  test('of which more and more fail are left as they are once a share has', async () => {
    const { platform, names, run, folder } = await workspaceWithMany()
    for (const name of names.slice(DEPLOYMENTS / 2))
      platform
        .deployment(name)
        .faults.add(
          { kind: 'answer', status: 400, body: '{"code":"EnvVarLimitReached","message":"No."}' },
          { operation: 'updateEnvironmentVariables', times: 99 },
        )
    const { code, json } = await run(['--max-failures', '5%', '--resume', 'state.json'])
    expect(code).toBe(1)
    const { deployments, error }: { deployments?: { status: string }[]; error?: object } = Object(json())
    const count = (status: string) => deployments?.filter(one => one.status === status).length ?? 0
    const most = DEPLOYMENTS * 0.05
    expect(count('applied')).toBe(DEPLOYMENTS / 2)
    expect(count('failed')).toBeGreaterThanOrEqual(most)
    expect(count('failed')).toBeLessThan(most + CONCURRENCY)
    expect(count('skipped')).toBe(DEPLOYMENTS / 2 - count('failed'))
    expect(error).toMatchObject({ exitCode: 1, written: 'some' })
    await writeFile(join(folder, 'app.env'), 'LEVEL=debug\n')
    expect(await run(['--resume', 'state.json'])).toMatchObject({ code: 3 })
  })
})
