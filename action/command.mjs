/** Runs the command, and reads what it came to. */
import { spawnSync } from 'node:child_process'
import { KINDS } from './inputs.mjs'

/** Returns the arguments of the command for what the inputs say. */
export function argumentsFor(inputs) {
  const { mode, project, where, expect, blind } = inputs
  const confirming = expect === '' || KINDS.includes(expect) ? '--yes' : `--confirm=${expect}`
  return [
    ...wordsOf(inputs),
    ...(project === '' ? [] : [`--project=${project}`]),
    ...where.map(condition => `--where=${condition}`),
    ...(blind ? ['--blind'] : []),
    ...(mode === 'apply' ? [confirming] : []),
    ...placesOf(inputs),
  ]
}

/**
 * Returns the arguments that apply the saved plan of one deployment. Who reviewed the plan has seen its name, so that this is
 * the confirmation. The rules of the plan are within it.
 */
export function argumentsForSaved(inputs, { name, file }) {
  return [
    ...wordsOf(inputs),
    ...(inputs.project === '' ? [] : [`--deployment=${name}`]),
    `--plan=${file}`,
    `--confirm=${name}`,
    ...placesOf(inputs),
  ]
}

function wordsOf({ mode, config, expect, prune, only, exec }) {
  return [
    ...(mode === 'check' || config !== '' ? [mode] : ['env', mode]),
    '--json',
    ...(expect === '' ? [] : [`--expect=${expect}`]),
    ...(prune ? ['--prune'] : []),
    ...(only === '' ? [] : [`--only=${only}`]),
    // A file that is named runs its programs, unless they are denied.
    ...(config === '' || exec ? [] : ['--deny-exec']),
  ]
}

function placesOf({ config, source }) {
  return ['--', ...(config === '' ? source : [config])]
}

/**
 * Returns the environment of the command: all of the step, but for the inputs and the token of GitHub, which it has no use
 * for. A job reads no .env file, as a checkout could name a deployment of its own.
 */
export function environmentFor(environment, token) {
  const isKept = ([name, value]) =>
    !/^(?:INPUT_.*|GITHUB_TOKEN|GH_TOKEN)$/i.test(name) && (token === '' || !value?.includes(token))
  return { ...Object.fromEntries(Object.entries(environment).filter(isKept)), CI: 'true' }
}

/** Runs Node in a process, and shows what it says. */
export function startNode(args, { folder, env }) {
  return spawnSync(process.execPath, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
    env,
  })
}

/** Runs the command, shows what it says, and returns what it printed as JSON. */
export async function runCommand({ start, folder }, command, env, args) {
  const { status, stdout } = await start([...command, ...args], { folder, env })
  const outcome = parsed(stdout)
  if (typeof outcome === 'object' && outcome !== null) return { ...outcome, status: status ?? 1 }
  return { error: { message: 'The command ended without a result: see the log.' }, status: status || 1 }
}

/** Reads what the command printed. An error of the parser would repeat it. */
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
