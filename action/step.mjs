/**
 * The step of action.yml: reads the inputs, runs the command of the project's own installation, and tells the runner and the pull
 * request what it came to.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { argumentsFor, argumentsForSaved, environmentFor, runCommand } from './command.mjs'
import { keepComment, LONGEST_COMMENT, LONGEST_MARKER } from './comment.mjs'
import { assertAllowed, readEvent } from './event.mjs'
import { createGitHub } from './github.mjs'
import { readInputs } from './inputs.mjs'
import { findCommand } from './installed.mjs'
import { reportOf } from './report.mjs'
import { changesOf, messageOf, outputsOf, sectionsOf } from './results.mjs'
import { assertSame, bindingOf, readReviewed, writeReviewed } from './reviewed.mjs'
import { createRunner, Refusal } from './runner.mjs'
import { cut } from './text.mjs'

/** A summary has at most a mebibyte. What is written is ASCII, but for messages. */
const LONGEST_SUMMARY = 900_000
const LONGEST_LINE = 400

/**
 * Runs the step, and returns its exit code.
 * @param host its surroundings, as `step.d.mts` describes them
 */
export async function runStep(host) {
  const runner = createRunner(host)
  return conclude(host, runner, await resultOf(host, runner))
}

/** Does what the inputs say. Returns what each command came to, or why none ran, and what is known of the run by then. */
async function resultOf(host, runner) {
  const { environment, folder, forget } = host
  let inputs, event, github, outcomes
  try {
    inputs = readInputs(environment)
    const env = environmentFor(environment, inputs.token)
    // What the workspace has runs in this process, too: Yarn's map of packages. It has no use for the token.
    for (const name of Object.keys(environment)) if (!Object.hasOwn(env, name)) forget(name)
    event = readEvent(env)
    assertAllowed(event, inputs, env)
    github = inputs.token === '' ? undefined : createGitHub(env, inputs.token, event.repository)
    const command = findCommand(env, folder)
    const context = { inputs, env, event, github, folder }
    const run = args => runner.printingFreely(() => runCommand(host, command, env, args))
    outcomes = await outcomesOf(context, run)
  } catch (error) {
    const { message, exitCode = 1 } = error
    outcomes = [{ error: { message, exitCode }, status: exitCode }]
  }
  return { inputs, event, github, outcomes }
}

/** Runs the commands that the inputs ask for, and returns what each came to. */
async function outcomesOf(context, run) {
  const { inputs } = context
  if (inputs.mode === 'apply' && inputs.plan !== '') return applySaved(context, run)
  const outcome = await run(argumentsFor(inputs))
  if (inputs.mode === 'plan' && inputs.plan !== '' && outcome.status === 0)
    writeReviewed(context, outcome.deployments)
  return [outcome]
}

/** Applies the plans that were reviewed, one after the other. One that fails stops no other. */
async function applySaved(context, run) {
  const { inputs, env } = context
  const reviewed = readReviewed(context)
  await assertSame(reviewed, bindingOf(context), commit => isMergeOf(context, commit))
  const folder = mkdtempSync(join(env.RUNNER_TEMP || tmpdir(), 'convex-deployment-'))
  const outcomes = []
  try {
    for (const [index, { name, type, plan }] of reviewed.plans.entries()) {
      if (changesOf({ plan }).length === 0) {
        outcomes.push({ deployments: [{ deployment: { name, type }, status: 'planned', plan }], status: 0 })
        continue
      }
      const file = join(folder, `${index}.json`)
      writeFileSync(file, JSON.stringify(plan), { mode: 0o600 })
      const outcome = await run(argumentsForSaved(inputs, { name, file }))
      if (outcome.error) outcome.error.about = name
      outcomes.push(outcome)
    }
    return outcomes
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Returns true if the commit of this run merged a pull request whose last commit is the one given. */
async function isMergeOf({ github, event }, commit) {
  if (github === undefined)
    throw new Refusal('The plan is of another commit: `github-token` is needed to see if this run merges it.')
  try {
    return (await github.pullsOf(event.commit)).some(pull => pull.head?.sha === commit)
  } catch (error) {
    throw new Refusal(
      `The plan is of another commit, and whether this run merges it is not known: ${error.message} The job needs \`pull-requests: read\`.`,
      3,
    )
  }
}

/** Tells what came of the step, and returns its exit code. */
async function conclude(host, runner, { inputs, event, github, outcomes }) {
  const failed = outcomes.find(({ status }) => status !== 0)
  const outputs = outputsOf(outcomes)
  const isDrift = event?.name === 'schedule' && inputs.mode === 'plan' && outputs.changed === 'true'
  if (failed === undefined || inputs?.mode === 'check') runner.setOutputs(outputs)
  const notes = isDrift ? ['This is a run on a schedule: something differs from what it should be.'] : []
  const about = inputs?.expect || inputs?.project || 'convex-deployment'
  const mode = inputs?.mode ?? 'convex-deployment'
  const run = { mode, about, sections: sectionsOf(outcomes), notes, event }
  runner.addSummary(reportOf(run, LONGEST_SUMMARY))
  if (github !== undefined && inputs.comment) await comment(host, runner, { inputs, github, run })
  if (failed !== undefined) runner.annotate('error', cut(lineOf(failed), LONGEST_LINE))
  else if (isDrift) runner.annotate('error', 'Something differs from what it should be: see the summary.')
  return failed?.status ?? (isDrift ? 2 : 0)
}

/** Writes the comment, if there is a pull request and the token may. Nothing depends on it. */
async function comment(host, runner, { inputs, github, run }) {
  const { event } = run
  try {
    const number =
      event.number ?? (event.name === 'push' ? (await github.pullsOf(event.commit))[0]?.number : undefined)
    if (number === undefined) return
    const { mode, config, source, project, where, expect, author } = inputs
    const workspace = host.environment.GITHUB_WORKSPACE || host.folder
    const folder = relative(workspace, host.folder).replaceAll('\\', '/')
    const note = await keepComment(github, number, {
      identity: [mode, folder, config, source, project, where, expect],
      run: event.run,
      author: author || 'github-actions[bot]',
      report: reportOf(run, LONGEST_COMMENT - LONGEST_MARKER),
    })
    if (note !== undefined) runner.annotate('notice', note)
  } catch (error) {
    runner.annotate(
      error.isDenied ? 'notice' : 'warning',
      `There is no comment on the pull request, see the summary: ${error.message}`,
    )
  }
}

function lineOf({ error, answers }) {
  if (error === undefined)
    return `${answers ? 'Not all that the code requires is set' : 'The command failed'}: see the summary.`
  const [line = ''] = messageOf(error).split('\n')
  return line.endsWith(':') ? `${line} see the summary.` : line
}
