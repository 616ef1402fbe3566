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

/** Runs a test of Jest that loads the package in a CommonJS file, and returns what Jest says. */
async function runJest(node: string, load: string, ...flags: string[]): Promise<string> {
  const file = await project.write(
    'loads.test.js',
    `test('loads', async () => { ${load}; expect(typeof loaded.createDeploymentClient).toBe('function') })`,
  )
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
  expect(await runJest(node, load, ...flags)).toBe('passed')
})

/** What the guide tells people not to try. */
test.each([
  ['node-20.19/bin/node', REQUIRE, 'Must use import to load ES Module'],
  ['node-20.19/bin/node', IMPORT, 'without --experimental-vm-modules'],
  ['node-24/bin/node', REQUIRE, 'Must use import to load ES Module'],
])('Jest alone on %s does not load it by: %s', async (node, load, says) => {
  const printed = await runJest(node, load)
  expect(printed).not.toBe('passed')
  expect(printed).toContain(says)
})
