import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type InstalledPackage, installPackage } from '../package/installed-package.js'
import { installed } from './runtimes.js'

const REQUIRE = "const loaded = require('convex-deployment')"
const IMPORT = "const loaded = await import('convex-deployment')"

let project: InstalledPackage
beforeAll(async () => {
  project = await installPackage()
})
afterAll(() => project.remove())

/** Runs a test of Jest that loads the package, and returns what Jest says. */
function runLoading(node: string, load: string, ...flags: string[]): Promise<string> {
  return runJest(node, `${load}; expect(typeof loaded.createDeploymentClient).toBe('function')`, ...flags)
}

/** Runs a test of Jest in a CommonJS file, and returns what Jest says. */
async function runJest(node: string, body: string, ...flags: string[]): Promise<string> {
  const file = await project.write('package.test.js', `test('the package', async () => { ${body} })`)
  await project.write('package.json', '{ "name": "project", "private": true }')
  const args = ['--no-warnings', ...flags, installed('jest/bin/jest.js'), '--json', '--no-cache', '--silent']
  const printed = await project
    .run(installed(node), ...args, '--rootDir', project.folder, '--outputFile', join(project.folder, 'out'))
    .then(() => 'passed', String)
  await rm(file)
  return printed
}

test.each([
  ['node-20.19/bin/node', IMPORT, '--experimental-vm-modules'],
  ['node-22/bin/node', IMPORT, '--experimental-vm-modules'],
  ['node-24/bin/node', IMPORT, '--experimental-vm-modules'],
  ['node-24/bin/node', REQUIRE, '--experimental-vm-modules'],
  ['node-26/bin/node', REQUIRE, '--experimental-vm-modules'],
])('Jest on %s loads the package by: %s', async (node, load, ...flags) => {
  expect(await runLoading(node, load, ...flags)).toBe('passed')
})

/** Jest runs a test in a realm of its own, whose `ArrayBuffer` is another one than that of Node's buffers. */
const RECEIVE = `
const { receiveWebhook, sampleEvent, signWebhook } = await import('convex-deployment/webhooks')
const body = JSON.stringify([sampleEvent('console')])
const headers = { 'x-webhook-signature': await signWebhook(body, 'secret') }
const bodies = [body, Buffer.from(body), new TextEncoder().encode(body).buffer, new Blob([body]).stream()]
for (const body of bodies)
  expect((await receiveWebhook({ headers, body }, { secrets: ['secret'] })).events).toHaveLength(1)`

test.each(['node-20.19/bin/node', 'node-26/bin/node'])(
  'Jest on %s receives a delivery, however its bytes come',
  async node => {
    expect(await runJest(node, RECEIVE, '--experimental-vm-modules')).toBe('passed')
  },
)

/** What the guide tells people not to try. */
test.each([
  ['node-20.19/bin/node', REQUIRE, 'Must use import to load ES Module'],
  ['node-20.19/bin/node', IMPORT, 'without --experimental-vm-modules'],
  ['node-24/bin/node', REQUIRE, 'Must use import to load ES Module'],
])('Jest alone on %s does not load it by: %s', async (node, load, says) => {
  const printed = await runLoading(node, load)
  expect(printed).not.toBe('passed')
  expect(printed).toContain(says)
})
