import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createFakeDeployment, type FakeDeployment } from '../../src/fake/index.js'
import { createDeploymentClient } from '../../src/index.js'
import { type OfficialCli, openOfficialCli } from '../support/official-cli.js'

const WRITER = 'carnitas|0123456789abcdef'

let fake: FakeDeployment
let official: OfficialCli
beforeAll(async () => {
  fake = createFakeDeployment({
    kind: 'selfHosted',
    name: 'carnitas',
    keys: [{ token: WRITER, permissions: ['deployment:env:write'] }],
  })
  await fake.listen()
  official = await openOfficialCli(fake)
})
afterAll(async () => {
  await fake?.close()
  await official?.remove()
})
beforeEach(() => {
  fake.state.environmentVariables = new Map([
    ['GREETING', 'zażółć 🦦'],
    ['ANOTHER', 'two words'],
  ])
})

const convex = (...args: string[]) => official.convex(args)

test("what Convex's own command sets and removes shows in our client", async () => {
  const deployment = createDeploymentClient({ url: fake.url, token: fake.token })
  await convex('env', 'set', 'GREETING', 'hello')
  expect(await deployment.env.list()).toContainEqual({ name: 'GREETING', value: 'hello' })
  await convex('env', 'remove', 'GREETING')
  expect(await deployment.env.list()).toEqual([{ name: 'ANOTHER', value: 'two words' }])
})

test("Convex's own command lists variables, and gets one", async () => {
  expect((await convex('env', 'list')).stdout).toBe('ANOTHER=two words\nGREETING=zażółć 🦦\n')
  expect((await convex('env', 'get', 'GREETING')).stdout).toBe('zażółć 🦦\n')
  expect((await convex('env', 'get', 'ABSENT')).stderr).toContain('ABSENT')
})

test("Convex's own command sets many from a file, for which it reads those that are there", async () => {
  await writeFile(join(official.folder, 'many.env'), "NEW=1\nANOTHER='three more words'\n")
  await convex('env', 'set', '--force', '--from-file', 'many.env')
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({
    ANOTHER: 'three more words',
    GREETING: 'zażółć 🦦',
    NEW: '1',
  })
})

test("what the fake refuses, Convex's own command reports", async () => {
  const refused = convex('env', 'set', 'CONVEX_SITE_URL', 'https://example.com')
  await expect(refused).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('CONVEX_SITE_URL') })
})

test("Convex's own command lists nothing by a key that may not view, or by another", async () => {
  await expect(official.convex(['env', 'list'], WRITER)).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('OperationNotPermitted'),
  })
  await expect(official.convex(['env', 'list'], 'carnitas|other')).rejects.toMatchObject({
    code: 1,
    stdout: expect.not.stringContaining('GREETING'),
    stderr: expect.stringContaining('BadAdminKey'),
  })
})
