/** Finds the command in the project's own installation. */
import fs, { existsSync, readFileSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Refusal } from './runner.mjs'

/**
 * Finds the command that is installed in the workspace, as arguments of Node: never one of the registry, of a global folder or of a folder above
 * the workspace, as a stranger's package would be handed the key.
 */
export function findCommand(environment, workingFolder) {
  const workspace = realpathSync(environment.GITHUB_WORKSPACE || workingFolder)
  const start = realpathSync(workingFolder)
  if (!isInside(start, workspace)) throw new Refusal('`working-directory` must be in the workspace.')
  for (let folder = start; isInside(folder, workspace); folder = dirname(folder)) {
    const modules = join(folder, 'node_modules')
    if (existsSync(join(modules, 'convex-deployment'))) return [commandIn(modules, workspace)]
    if (existsSync(join(folder, '.pnp.cjs'))) return commandByPlugAndPlay(folder, start, workspace)
    if (folder === dirname(folder)) break
  }
  throw new Refusal(
    `convex-deployment is not installed in ${start}: run \`npm ci\` in a step before this one.`,
  )
}

function commandIn(modules, workspace) {
  const isOurs = path => isInside(path, workspace) || isInside(path, realpathSync(modules))
  const home = join(modules, 'convex-deployment')
  try {
    const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
    const command = realpathSync(join(home, bin['convex-deployment']))
    if (isOurs(realpathSync(home)) && isOurs(command)) return command
  } catch {
    throw new Refusal(`${home} is not complete: run \`npm ci\` in a step before this one.`)
  }
  throw new Refusal(`${home} leads out of the workspace: install a copy, by \`npm ci\` without links.`)
}

/**
 * Finds the command in a project of Yarn's Plug'n'Play, which has no node_modules: a file of its own knows the packages, and
 * reads them from their archives. Yarn compares those with the lock file; a folder must be in the workspace.
 */
function commandByPlugAndPlay(project, start, workspace) {
  const [map, loader] = ['.pnp.cjs', '.pnp.loader.mjs'].map(name => join(project, name))
  const install = 'run `yarn install --immutable` in a step before this one.'
  const isOurs = path =>
    isInside(path, workspace) || /\.zip[/\\]node_modules[/\\]convex-deployment[/\\]/.test(path)
  if (![map, loader].filter(existsSync).every(file => isInside(realpathSync(file), workspace))) {
    throw new Refusal(`${map} leads out of the workspace: ${install}`)
  }
  const api = createRequire(map)(map)
  let home
  try {
    home = api.resolveToUnqualified('convex-deployment', `${start}${sep}`)
  } catch {
    throw new Refusal(`convex-deployment is no dependency of ${start}: add it, and ${install}`)
  }
  if (!existsSync(loader)) {
    throw new Refusal(
      `Yarn loads no ES modules in ${project}: set \`pnpEnableEsmLoader: true\` in its .yarnrc.yml, and ${install}`,
    )
  }
  // From here on `fs` reads archives, too.
  api.setup()
  let command
  try {
    const { bin } = JSON.parse(fs.readFileSync(join(home, 'package.json'), 'utf8'))
    command = fs.realpathSync(join(home, bin['convex-deployment']))
  } catch {
    throw new Refusal(`${home} is not complete: ${install}`)
  }
  if (!isOurs(command)) throw new Refusal(`${command} is out of the workspace: install a copy, not a link.`)
  const register = `import { register } from 'node:module'; register(${JSON.stringify(pathToFileURL(loader).href)})`
  return ['--require', map, '--import', `data:text/javascript,${encodeURIComponent(register)}`, command]
}

/** Returns true for a path that is a folder, or in it. Both are real paths. */
export function isInside(path, folder) {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}
