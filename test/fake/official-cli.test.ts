import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeDeployment, type FakeDeployment } from '../../src/fake/index.js'
import { createDeploymentClient } from '../../src/index.js'

const run = promisify(execFile)

let fake: FakeDeployment
let folder: string
beforeAll(async () => {
  fake = createFakeDeployment({ personality: 'selfHosted', name: 'carnitas' })
  await fake.listen()
  folder = await mkdtemp(join(tmpdir(), 'official-cli-'))
  await writeFile(join(folder, 'package.json'), '{ "name": "app", "dependencies": { "convex": "1.48.0" } }')
  await mkdir(join(folder, 'node_modules'))
  await symlink(resolve('node_modules/convex'), join(folder, 'node_modules/convex'))
})
afterAll(async () => {
  await fake?.close()
  await rm(folder, { recursive: true, force: true })
})

const convex = (...args: string[]) =>
  run(process.execPath, [resolve('node_modules/convex/bin/main.js'), ...args], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      CI: '1',
      CONVEX_SELF_HOSTED_URL: fake.url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: fake.token,
    },
  })

test("what Convex's own command sets and removes shows in our client", async () => {
  const deployment = createDeploymentClient({ url: fake.url, token: fake.token })
  await convex('env', 'set', 'GREETING', 'hello')
  expect(await deployment.env.list()).toEqual([{ name: 'GREETING', value: 'hello' }])
  await convex('env', 'remove', 'GREETING')
  expect(await deployment.env.list()).toEqual([])
})

test("what the fake refuses, Convex's own command reports", async () => {
  const refused = convex('env', 'set', 'CONVEX_SITE_URL', 'https://example.com')
  await expect(refused).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('CONVEX_SITE_URL') })
})
