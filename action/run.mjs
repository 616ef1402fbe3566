/** The step of action.yml: runs the command of the project's own installation, and tells the runner what it came to. */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const {
  INPUT_MODE = '',
  INPUT_SOURCE = '',
  INPUT_EXPECT = '',
  INPUT_PRUNE = '',
  INPUT_ONLY = '',
} = process.env
const KINDS = ['prod', 'dev', 'preview', 'custom', 'local']

const { status, outcome } = runCommand([findCommand(), ...commandLine()])
const changes = outcome.plan?.environment.changes ?? outcome.changes ?? []
if (!outcome.error) writeOutputs(changes)
appendFileSync(process.env.GITHUB_STEP_SUMMARY ?? '', summary(outcome, changes))
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
  if (stdout === '') fail('The command ended without a result: see above.')
  return { status, outcome: JSON.parse(stdout) }
}

/** The installed command, and never one from the registry: a stranger's package would be handed the key. */
function findCommand() {
  try {
    const manifest = createRequire(join(process.cwd(), 'package.json')).resolve(
      'convex-deployment/package.json',
    )
    return join(dirname(manifest), createRequire(manifest)(manifest).bin['convex-deployment'])
  } catch {
    fail(`convex-deployment is not installed in ${process.cwd()}: run \`npm ci\` in a step before this one.`)
  }
}

function commandLine() {
  if (!['plan', 'apply'].includes(INPUT_MODE)) fail("`mode` must be 'plan' or 'apply'.")
  if (!['', 'true', 'false'].includes(INPUT_PRUNE)) fail("`prune` must be 'true' or 'false'.")
  if (INPUT_EXPECT === '')
    fail('`expect` must name the deployment, or be prod, dev, preview, custom or local.')
  const sources = INPUT_SOURCE.split('\n')
    .map(line => line.trim())
    .filter(Boolean)
  if (sources.length === 0) fail('`source` must name a file.')
  return [
    ...['env', INPUT_MODE, '--json', `--expect=${INPUT_EXPECT}`],
    ...(INPUT_PRUNE === 'true' ? ['--prune'] : []),
    ...(INPUT_ONLY === '' ? [] : [`--only=${INPUT_ONLY}`]),
    ...(INPUT_MODE === 'apply' ? [KINDS.includes(INPUT_EXPECT) ? '--yes' : `--confirm=${INPUT_EXPECT}`] : []),
    ...['--', ...sources],
  ]
}

function writeOutputs(changes) {
  const namesOf = action =>
    JSON.stringify(changes.filter(change => change.action === action).map(({ name }) => name))
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
  const heading = `### ${deployment?.name ?? INPUT_EXPECT}: ${INPUT_MODE}`
  return `${[heading, ...body(error, changes), ...doubts(unverified)].join('\n\n')}\n`
}

function body(error, changes) {
  if (error) return [error.exitCode === 4 ? 'Refused.' : 'Failed.', `~~~text\n${error.message}\n~~~`]
  if (changes.length === 0) return ['Nothing to change.']
  const rows = changes.map(({ action, name }) => `| ${action} | \`${name}\` |`)
  return [['| change | variable |', '| --- | --- |', ...rows].join('\n')]
}

function doubts(unverified) {
  return unverified.length === 0 ? [] : [`Reading back did not show: ${unverified.join(', ')}.`]
}

/** Ends the step with an error that the runner shows. */
function fail(message) {
  console.log(`::error::${message}`)
  process.exit(64)
}
