import { execFile } from 'node:child_process'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runActionProcess } from '../action/runner.js'
import { type Workspace, workspaceOnCloud } from '../cli/support/workspace.js'
import { type InstalledPackage, installPackage } from '../package/installed-package.js'
import { installed } from './runtimes.js'

let packed: InstalledPackage
beforeAll(async () => {
  packed = await installPackage()
})
afterAll(() => packed.remove())

const INPUTS = { mode: 'apply', source: 'app.env', expect: 'dev', unreviewed: 'true' }

/** A project that Yarn installs without node_modules, with the packed package among what it needs, or without. */
async function project(options: { rules?: string; reference?: string } = {}) {
  const { rules = '', reference = 'file:./package.tgz' } = options
  const workspace = await workspaceOnCloud()
  await cp(packed.tarball, join(workspace.folder, 'package.tgz'))
  const needs = reference === '' ? {} : { 'convex-deployment': reference }
  await workspace.write(
    'package.json',
    JSON.stringify({ name: 'project', private: true, type: 'module', dependencies: needs }),
  )
  await workspace.write('yarn.lock', '')
  await workspace.write('.yarnrc.yml', `nodeLinker: pnp\nenableTelemetry: false\n${rules}`)
  await workspace.write('app.env', 'GREETING=hello\n')
  return workspace
}

async function install({ folder, environment }: Workspace): Promise<void> {
  const { PATH, HOME } = environment
  const env = { PATH, HOME, CI: 'true', YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' }
  await promisify(execFile)(process.execPath, [installed('@yarnpkg/cli-dist/bin/yarn.js'), 'install'], {
    cwd: folder,
    env,
  })
}

test.each<[installer: string, words: readonly string[]]>([
  ['npm', ['npm', 'install', '--no-audit', '--no-fund', '--offline']],
  [
    'pnpm',
    [process.execPath, installed('pnpm/bin/pnpm.cjs'), 'install', '--no-frozen-lockfile', '--offline'],
  ],
])('the action runs the command that %s installed', async (_, [program = '', ...words]) => {
  const workspace = await workspaceOnCloud()
  await cp(packed.tarball, join(workspace.folder, 'package.tgz'))
  const manifest = {
    name: 'project',
    private: true,
    dependencies: { 'convex-deployment': 'file:./package.tgz' },
  }
  await workspace.write('package.json', JSON.stringify(manifest))
  await workspace.write('app.env', 'GREETING=hello\n')
  const { PATH, HOME } = workspace.environment
  await promisify(execFile)(program, words, { cwd: workspace.folder, env: { PATH, HOME, CI: 'true' } })
  const { code, outputs, log } = await runActionProcess(workspace, INPUTS)
  expect({ code, log, created: outputs.created }).toMatchObject({ code: 0, created: '["GREETING"]' })
})

describe("changesets/action#66: in a project of Yarn's Plug'n'Play the action", () => {
  test.each([
    ['runs the command from the cache of the user', ''],
    ['runs the command from a cache in the checkout', 'enableGlobalCache: false\n'],
  ])('%s', async (_, rules) => {
    const workspace = await project({ rules })
    await install(workspace)
    const { code, outputs, log } = await runActionProcess(workspace, INPUTS)
    expect({ code, log }).toMatchObject({ code: 0 })
    expect(outputs).toMatchObject({ created: '["GREETING"]' })
    expect(workspace.fake.state.environmentVariables.get('GREETING')).toBe('hello')
  })

  test('runs it from a folder below, too', async () => {
    const workspace = await project()
    await install(workspace)
    await workspace.write('app/own.env', 'OWN=1\n')
    const inputs = { ...INPUTS, source: 'own.env', 'working-directory': 'app' }
    expect(await runActionProcess(workspace, inputs)).toMatchObject({
      code: 0,
      outputs: { created: '["OWN"]' },
    })
  })

  test.each<[what: string, options: Parameters<typeof project>[0], says: RegExp]>([
    [
      'the package is no dependency',
      { reference: '' },
      /convex-deployment is no dependency of .*yarn install --immutable/,
    ],
    [
      'Yarn loads no ES modules',
      { rules: 'pnpEnableEsmLoader: false\n' },
      /set `pnpEnableEsmLoader: true` in its \.yarnrc\.yml/,
    ],
    ['it is a link out of the workspace', { reference: 'portal:../elsewhere' }, /is out of the workspace/],
  ])('says what to do if %s', async (_, options, says) => {
    const outer = await project(options)
    const folder = join(outer.folder, 'checkout')
    const elsewhere = { name: 'convex-deployment', version: '1.0.0', bin: { 'convex-deployment': 'bin.mjs' } }
    await outer.write('elsewhere/package.json', JSON.stringify(elsewhere))
    await outer.write('elsewhere/bin.mjs', '')
    for (const file of ['package.json', 'package.tgz', 'yarn.lock', '.yarnrc.yml', 'app.env']) {
      await cp(join(outer.folder, file), join(folder, file))
      await rm(join(outer.folder, file))
    }
    const workspace = { ...outer, folder }
    await install(workspace)
    const { code, log } = await runActionProcess(workspace, INPUTS)
    expect(code).toBe(64)
    expect(log).toMatch(says)
    expect(outer.fake.requests).toEqual([])
  })
})
