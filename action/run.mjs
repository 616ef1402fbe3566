/** The step of action.yml: runs the command of the project's own installation, and tells the runner what it came to. */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import fs, { appendFileSync, existsSync, readFileSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'

const {
  INPUT_MODE = '',
  INPUT_SOURCE = '',
  INPUT_EXPECT = '',
  INPUT_PRUNE = '',
  INPUT_ONLY = '',
  INPUT_BLIND = '',
} = process.env
const KINDS = ['prod', 'dev', 'preview', 'custom', 'local']

const { status, outcome } = runCommand([...findCommand(), ...commandLine()])
const [member = {}] = outcome.deployments ?? []
const changes = member.plan?.environment.changes ?? []
if (!outcome.error) writeOutputs(changes)
appendFileSync(process.env.GITHUB_STEP_SUMMARY ?? '', summary({ ...member, ...outcome }, changes))
process.exitCode = status ?? 1

/** Runs the command; what it prints is shown, and never taken for orders to the runner. */
function runCommand(args) {
  const pause = randomUUID()
  console.log(`::stop-commands::${pause}`)
  const { status, stdout } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
    // A job reads no .env file: a checkout could name a deployment of its own.
    env: { ...process.env, CI: 'true' },
  })
  console.log(`::${pause}::`)
  return { status, outcome: parsed(stdout) ?? fail('The command ended without a result: see above.') }
}

/** Reads what the command printed. An error of the parser would repeat it. */
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Finds the command that is installed in the workspace, as arguments of Node: never one of the registry, of a global folder or of a folder above
 * the workspace, as a stranger's package would be handed the key.
 */
function findCommand() {
  const workspace = realpathSync(process.env.GITHUB_WORKSPACE || process.cwd())
  const start = realpathSync(process.cwd())
  if (!isInside(start, workspace)) fail('`working-directory` must be in the workspace.')
  for (let folder = start; isInside(folder, workspace); folder = dirname(folder)) {
    const modules = join(folder, 'node_modules')
    if (existsSync(join(modules, 'convex-deployment'))) return [commandIn(modules, workspace)]
    if (existsSync(join(folder, '.pnp.cjs'))) return commandByPlugAndPlay(folder, start, workspace)
    if (folder === dirname(folder)) break
  }
  return fail(`convex-deployment is not installed in ${start}: run \`npm ci\` in a step before this one.`)
}

function commandIn(modules, workspace) {
  const isOurs = path => isInside(path, workspace) || isInside(path, realpathSync(modules))
  const home = join(modules, 'convex-deployment')
  try {
    const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
    const command = realpathSync(join(home, bin['convex-deployment']))
    if (isOurs(realpathSync(home)) && isOurs(command)) return command
  } catch {
    fail(`${home} is not complete: run \`npm ci\` in a step before this one.`)
  }
  return fail(`${home} leads out of the workspace: install a copy, by \`npm ci\` without links.`)
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
    fail(`${map} leads out of the workspace: ${install}`)
  }
  const api = createRequire(map)(map)
  let home
  try {
    home = api.resolveToUnqualified('convex-deployment', `${start}${sep}`)
  } catch {
    fail(`convex-deployment is no dependency of ${start}: add it, and ${install}`)
  }
  if (!existsSync(loader)) {
    fail(
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
    fail(`${home} is not complete: ${install}`)
  }
  if (!isOurs(command)) fail(`${command} is out of the workspace: install a copy, not a link.`)
  const register = `import { register } from 'node:module'; register(${JSON.stringify(pathToFileURL(loader).href)})`
  return ['--require', map, '--import', `data:text/javascript,${encodeURIComponent(register)}`, command]
}

function isInside(path, folder) {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

function commandLine() {
  if (!['plan', 'apply'].includes(INPUT_MODE)) fail("`mode` must be 'plan' or 'apply'.")
  for (const [name, value] of Object.entries({ prune: INPUT_PRUNE, blind: INPUT_BLIND })) {
    if (!['', 'true', 'false'].includes(value)) fail(`\`${name}\` must be 'true' or 'false'.`)
  }
  if (INPUT_EXPECT === '')
    fail('`expect` must name the deployment, or be prod, dev, preview, custom or local.')
  const sources = INPUT_SOURCE.split('\n')
    .map(line => line.trim())
    .filter(Boolean)
  if (sources.length === 0) fail('`source` must name a file.')
  return [
    ...['env', INPUT_MODE, '--json', `--expect=${INPUT_EXPECT}`],
    ...(INPUT_PRUNE === 'true' ? ['--prune'] : []),
    ...(INPUT_BLIND === 'true' ? ['--blind'] : []),
    ...(INPUT_ONLY === '' ? [] : [`--only=${INPUT_ONLY}`]),
    ...(INPUT_MODE === 'apply' ? [KINDS.includes(INPUT_EXPECT) ? '--yes' : `--confirm=${INPUT_EXPECT}`] : []),
    ...['--', ...sources],
  ]
}

function writeOutputs(changes) {
  const namesOf = action =>
    `[${changes.filter(change => change.action === action).map(({ name }) => jsonString(name))}]`
  const outputs = {
    changed: changes.length > 0,
    created: namesOf('create'),
    updated: namesOf('update'),
    deleted: namesOf('delete'),
  }
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`)
  appendFileSync(process.env.GITHUB_OUTPUT ?? '', lines.join(''))
}

function summary({ deployment, error, unverified = [] }, changes) {
  const heading = `### ${code(deployment?.name ?? INPUT_EXPECT, /^[\w.:-]+$/)}: ${INPUT_MODE}`
  return `${[heading, ...body(error, changes), ...doubts(unverified)].join('\n\n')}\n`
}

function body(error, changes) {
  if (error) return [error.exitCode === 4 ? 'Refused.' : 'Failed.', fenced(error.message)]
  if (changes.length === 0) return ['Nothing to change.']
  const rows = changes.map(({ action, name }) => `| ${action} | ${code(name)} |`)
  return [['| change | variable |', '| --- | --- |', ...rows].join('\n')]
}

function doubts(unverified) {
  if (unverified.length === 0) return []
  const why = INPUT_BLIND === 'true' ? 'Not checked, as the key may not read' : 'Reading back did not show'
  return [`${why}: ${unverified.map(name => code(name)).join(', ')}.`]
}

/** Writes a name that somebody else chose in Markdown: as it is if it is a plain word, any other as a JSON string. */
function code(name, plain = /^[A-Za-z_]\w*$/) {
  return `\`${plain.test(name) ? name : jsonString(name)}\``
}

/** Writes a JSON string that means nothing to Markdown, to a shell and to the runner. */
function jsonString(text) {
  const escaped = unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return `"${text.replace(/[^\w .:/-]/g, escaped)}"`
}

/** Fences a text of somebody else, by more tildes than it has in a row. */
function fenced(text) {
  const longest = Math.max(2, ...Array.from(text.matchAll(/~+/g), ([run]) => run.length))
  const fence = '~'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}

/** Ends the step with an error that the runner shows. */
function fail(message) {
  const data = message.replace(/[%\r\n]/g, character => encodeURIComponent(character))
  console.log(`::error::${data}`)
  process.exit(64)
}
