import { delimiter, dirname, relative } from 'node:path'
import type { EnvironmentRecord } from '../connection/environment.js'
import { US } from './command-line.js'

/**
 * Returns the words that call this program as it was called: by a package manager, by its name, or by its file. Command lines
 * that are suggested begin with them.
 * @param script the file that Node runs
 */
export function programOf(script: string, environment: EnvironmentRecord, folder: string): readonly string[] {
  const [manager = ''] = (environment.npm_config_user_agent ?? '').split('/')
  const run = RUNNERS[manager]
  if (run !== undefined) return [...run, US]
  const path = script.replaceAll('\\', '/')
  const [, root] = /^(.*?)\/node_modules\//.exec(path) ?? []
  const isInstalledHere = root !== undefined && `${folder.replaceAll('\\', '/')}/`.startsWith(`${root}/`)
  if (isInstalledHere)
    return isInPath(script, environment) && manager === '' ? [US] : ['npx', '--no-install', US]
  // Installed for all projects, its folder is in the path.
  if (root !== undefined || /(?:^|\/)convex-deployment(?:\.cmd)?$/.test(path)) return [US]
  return ['node', relative(folder, script)]
}

/** The words by which package managers run the programs of a project. Their names are those by which they call themselves. */
const RUNNERS: { readonly [manager: string]: readonly string[] } = {
  pnpm: ['pnpm', 'exec'],
  yarn: ['yarn', 'run'],
  bun: ['bun', 'run'],
}

function isInPath(script: string, { PATH = '' }: EnvironmentRecord): boolean {
  return PATH.split(delimiter).includes(dirname(script))
}
