import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createFakeDeployment } from '../../src/fake/index.js'
import { openOfficialCli } from '../support/official-cli.js'
import { installed } from './runtimes.js'

test("Convex's newest command lists variables of a fake, gets one, and sets many", async () => {
  const fake = createFakeDeployment({ environmentVariables: { GREETING: 'zażółć 🦦' } })
  await fake.listen()
  onTestFinished(() => fake.close())
  const official = await openOfficialCli(fake, installed('convex-1.49'), installed('node-22/bin/node'))
  onTestFinished(() => official.remove())
  expect((await official.convex(['--version'])).stdout).toBe('1.49.0\n')
  expect((await official.convex(['env', 'list'])).stdout).toBe('GREETING=zażółć 🦦\n')
  expect((await official.convex(['env', 'get', 'GREETING'])).stdout).toBe('zażółć 🦦\n')
  await writeFile(join(official.folder, 'many.env'), 'NEW=1\nGREETING=hello\n')
  await official.convex(['env', 'set', '--force', '--from-file', 'many.env'])
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ GREETING: 'hello', NEW: '1' })
})
