import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { FakeDeployment } from '../../src/fake/index.js'
import type { InstalledPackage } from '../package/installed-package.js'

/** Has `convex deploy` bundle the functions of a project into its folder `bundles`, and stop before it pushes them. */
export async function bundleFunctions(
  { folder }: InstalledPackage,
  { url, token }: Pick<FakeDeployment, 'url' | 'token'>,
): Promise<void> {
  await mkdir(join(folder, 'bundles'))
  const main = resolve('node_modules/convex/bin/main.js')
  const flags = ['--typecheck', 'disable', '--codegen', 'disable', '--debug-bundle-path', 'bundles']
  await promisify(execFile)(process.execPath, [main, 'deploy', ...flags], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      CI: '1',
      CONVEX_SELF_HOSTED_URL: url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: token,
    },
  })
}
