import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { FakeDeployment } from '../../src/fake/index.js'

/** A project in which Convex's own command runs, on a fake. */
export interface OfficialCli {
  readonly folder: string
  /** Runs a command line with the key of the fake, or with another. */
  convex(args: readonly string[], key?: string): Promise<{ readonly stdout: string; readonly stderr: string }>
  remove(): Promise<void>
}

/**
 * Makes a project that has Convex's own command.
 * @param path the folder of the package
 * @param node the Node.js that it runs on
 */
export async function openOfficialCli(
  fake: FakeDeployment,
  path = 'node_modules/convex',
  node = process.execPath,
): Promise<OfficialCli> {
  const folder = await mkdtemp(join(tmpdir(), 'official-cli-'))
  await writeFile(join(folder, 'package.json'), '{ "name": "app", "dependencies": { "convex": "*" } }')
  await mkdir(join(folder, 'node_modules'))
  await symlink(resolve(path), join(folder, 'node_modules/convex'))
  return {
    folder,
    convex: (args, key = fake.token) =>
      promisify(execFile)(node, [resolve(path, 'bin/main.js'), ...args], {
        cwd: folder,
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          CI: '1',
          CONVEX_SELF_HOSTED_URL: fake.url,
          CONVEX_SELF_HOSTED_ADMIN_KEY: key,
        },
      }),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
