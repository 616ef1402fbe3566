import { mkdir, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Workspace, workspaceWithFake } from '../cli/support/workspace.js'
import { FILE } from './project.js'
import { runActionProcess } from './runner.js'

test('a project without the package is told to install it, and no registry is asked', async () => {
  const workspace = await workspaceWithFake()
  await workspace.write('app.env', FILE)
  const { code, log } = await runActionProcess(workspace, {
    mode: 'plan',
    source: 'app.env',
    expect: 'local',
  })
  expect(code).toBe(64)
  expect(log).toMatch(/^::error::convex-deployment is not installed .*npm ci/)
})

describe('the command is never one of somebody else', () => {
  const STRANGER = 'require("node:fs").writeFileSync(process.env.HOME + "/ran", "")'

  /** A package of the same name that says that it ran. */
  async function installStranger(workspace: Workspace, at: string): Promise<void> {
    await workspace.write(`${at}/package.json`, '{ "bin": { "convex-deployment": "bin.cjs" } }')
    await workspace.write(`${at}/bin.cjs`, STRANGER)
  }

  test.each<[where: string, prepare: (workspace: Workspace) => Promise<unknown>]>([
    [
      'a folder above the workspace',
      workspace => installStranger(workspace, 'node_modules/convex-deployment'),
    ],
    ['a global folder', workspace => installStranger(workspace, '.node_modules/convex-deployment')],
    [
      'NODE_PATH',
      async workspace => {
        await installStranger(workspace, 'global/convex-deployment')
        workspace.environment.NODE_PATH = join(workspace.folder, 'global')
      },
    ],
    [
      'a link out of the workspace',
      async workspace => {
        await installStranger(workspace, 'outside')
        await mkdir(join(workspace.folder, 'checkout/node_modules'), { recursive: true })
        await symlink('../../outside', join(workspace.folder, 'checkout/node_modules/convex-deployment'))
      },
    ],
    [
      'a link of its program',
      async workspace => {
        await installStranger(workspace, 'outside')
        await installStranger(workspace, 'checkout/node_modules/convex-deployment')
        await rm(join(workspace.folder, 'checkout/node_modules/convex-deployment/bin.cjs'))
        const link = join(workspace.folder, 'checkout/node_modules/convex-deployment/bin.cjs')
        await symlink(join(workspace.folder, 'outside/bin.cjs'), link)
      },
    ],
  ])('%s', async (_, prepare) => {
    const workspace = await workspaceWithFake()
    await workspace.write('checkout/app.env', FILE)
    await prepare(workspace)
    const inputs = { mode: 'plan', source: 'app.env', expect: 'local' }
    const { code, log } = await runActionProcess(
      { ...workspace, folder: join(workspace.folder, 'checkout') },
      inputs,
    )
    expect(code).toBe(64)
    expect(log).toMatch(/^::error::.*npm ci/)
    expect(await workspace.files('.')).not.toContainEqual(expect.stringMatching(/\bran$/))
  })

  test('a folder outside of the workspace is none to work in', async () => {
    const workspace = await workspaceWithFake()
    await workspace.write('checkout/app.env', FILE)
    await installStranger(workspace, 'node_modules/convex-deployment')
    const inputs = { mode: 'plan', source: 'app.env', expect: 'local', 'working-directory': '..' }
    const { code, log } = await runActionProcess(
      { ...workspace, folder: join(workspace.folder, 'checkout') },
      inputs,
    )
    expect({ code, log }).toEqual({
      code: 64,
      log: '::error::`working-directory` must be in the workspace.\n',
    })
  })
})
