/**
 * Carries a plan from the run that shows it to the run that applies it, in a file. The file holds the saved plans of the command,
 * which hold no value, and says what they are for: repository, commit and files. A seal over all of it, by a key that both
 * runs share, keeps others from making or changing one.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { isInside } from './installed.mjs'
import { Refusal } from './runner.mjs'
import { quoted } from './text.mjs'

/** The variables that hold the secret of the seal. The first that is set counts. */
const SECRETS = [
  'CONVEX_PLAN_KEY',
  'CONVEX_DEPLOY_KEY',
  'CONVEX_DEPLOYMENT_TOKEN',
  'CONVEX_SELF_HOSTED_ADMIN_KEY',
  'CONVEX_ACCESS_TOKEN',
]
const VERSION = 1

/** Returns what a plan is bound to in this run. The content of a config file is a keyed digest, as it may hold values. */
export function bindingOf({ inputs, event, env, folder }) {
  const { config, source, project, where } = inputs
  const { repository, commit } = event
  const workspace = realpathSync(env.GITHUB_WORKSPACE || folder)
  const placeOf = place => {
    const path = resolve(folder, place)
    return isInside(path, workspace)
      ? relative(workspace, path).split(sep).join('/')
      : 'a file outside of the workspace'
  }
  return {
    repository,
    commit,
    config: config === '' ? null : placeOf(config),
    content: config === '' ? null : sealOf(readConfig(resolve(folder, config)), env, 'content'),
    source: source.map(place => (/^(?:deployment|backup):/.test(place) ? place : placeOf(place))),
    project: project === '' ? null : project,
    where,
  }
}

/**
 * Writes the plans of a run.
 * @throws {Refusal} if the file exists
 */
export function writeReviewed(context, deployments) {
  const plans = deployments.map(({ deployment: { name, type }, plan }) => ({ name, type, plan }))
  const text = JSON.stringify({ version: VERSION, ...bindingOf(context), plans })
  const path = pathOf(context)
  try {
    writeFileSync(path, `${JSON.stringify({ text, seal: sealOf(text, context.env, 'plan') })}\n`, {
      flag: 'wx',
      mode: 0o600,
    })
  } catch (error) {
    if (error.code === 'EEXIST')
      throw new Refusal('`plan` names a file that exists: it is left as it is. Name another one.')
    throw new Refusal('`plan` must name a file in a folder that exists and can be written to.')
  }
}

/**
 * Reads plans that were reviewed.
 * @throws {Refusal} for a file that is not there, or that another key sealed
 */
export function readReviewed(context) {
  const again = 'Run `mode: plan` with `plan`, and hand its file on.'
  let sealed
  try {
    sealed = JSON.parse(readFileSync(pathOf(context), 'utf8'))
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(`\`plan\` names no file that this action wrote. ${again}`)
  }
  if (typeof sealed?.text !== 'string' || typeof sealed.seal !== 'string')
    throw new Refusal(`\`plan\` names no file that this action wrote. ${again}`)
  const [expected, found] = [sealOf(sealed.text, context.env, 'plan'), sealed.seal].map(seal =>
    Buffer.from(seal),
  )
  if (expected.length !== found.length || !timingSafeEqual(expected, found))
    throw new Refusal(
      'The plan was changed after it was made, or made with another key. Give both steps the same key, or the same CONVEX_PLAN_KEY.',
      4,
    )
  const reviewed = JSON.parse(sealed.text)
  if (reviewed.version !== VERSION)
    throw new Refusal(`The plan is of another version of this action. ${again}`)
  return reviewed
}

/**
 * Refuses a plan that is for something else than this run, and says what moved.
 * @param isMergeOf returns whether the commit of this run merged a pull request whose last commit is the one given
 * @throws {Refusal} with exit code 3
 */
export async function assertSame(reviewed, binding, isMergeOf) {
  const moved = ['repository', 'config', 'source', 'project', 'where'].flatMap(name => {
    const [was, is] = [reviewed[name], binding[name]].map(value => JSON.stringify(value))
    return was === is ? [] : [`${name} was ${shown(reviewed[name])} and is ${shown(binding[name])}`]
  })
  if (moved.length === 0 && reviewed.content !== binding.content)
    moved.push(`the content of ${shown(binding.config)} changed`)
  if (moved.length === 0 && reviewed.commit !== binding.commit && !(await isMergeOf(reviewed.commit)))
    moved.push(
      `the plan is of commit ${shortened(reviewed.commit)}, and this is ${shortened(binding.commit)}, which is no merge of a pull request that ends with it`,
    )
  if (moved.length > 0)
    throw new Refusal(
      `The plan that was reviewed is for something else: ${moved.join('; ')}. Nothing was written. Make a new plan.`,
      3,
    )
}

/** Returns the beginning of a commit, as it is shown. */
export function shortened(commit) {
  return `${commit}`.slice(0, 9)
}

function shown(value) {
  const all = [value ?? []].flat()
  return all.length === 0 ? 'not given' : all.map(one => quoted(`${one}`)).join(', ')
}

function readConfig(config) {
  try {
    // A checkout on Windows may have other line ends.
    return readFileSync(config, 'utf8').replaceAll('\r\n', '\n')
  } catch {
    throw new Refusal('`config` must name a file that is there, from the `working-directory` on.')
  }
}

/** Returns the path of `plan`. A plan is kept where the steps of a job keep files: an upload or a download finds it there. */
function pathOf({ inputs, env, folder }) {
  const path = resolve(folder, inputs.plan)
  const folders = [env.GITHUB_WORKSPACE, env.RUNNER_TEMP].filter(Boolean).map(one => realpathSync(one))
  const parent = realFolder(path)
  if (parent !== undefined && folders.some(one => isInside(parent, one))) return path
  throw new Refusal('`plan` must name a file in the workspace or in `runner.temp`, in a folder that exists.')
}

function realFolder(path) {
  try {
    return realpathSync(join(path, '..'))
  } catch {
    return undefined
  }
}

function sealOf(text, environment, purpose) {
  const name = SECRETS.find(one => environment[one]?.trim())
  if (name === undefined)
    throw new Refusal(
      'A plan is sealed by the key of the step, and there is none: set CONVEX_DEPLOY_KEY or CONVEX_ACCESS_TOKEN.',
    )
  const key = hkdfSync('sha256', environment[name].trim(), '', `convex-deployment action ${purpose}`, 32)
  return createHmac('sha256', Buffer.from(key)).update(text).digest('hex')
}
