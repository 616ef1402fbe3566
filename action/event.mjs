/** Reads the event that started the run, and refuses what no run of its kind may do. */
import { readFileSync } from 'node:fs'
import { asksDeployment } from './inputs.mjs'
import { Refusal } from './runner.mjs'

const OF_PULL_REQUEST = ['pull_request', 'pull_request_review', 'pull_request_review_comment', 'merge_group']

/** The kinds that a pull request may touch: the deployment itself is asked for its kind before anything else is read. */
const FOR_PULL_REQUESTS = ['preview', 'dev', 'custom', 'local', 'self-hosted']

const ELSEWHERE =
  'Plan for a preview or dev deployment here, and for production on push, in an environment that somebody approves.'

/**
 * Reads the event.
 * @throws {Refusal} outside of a run, as nothing says then who is allowed what
 */
export function readEvent(environment) {
  const { GITHUB_EVENT_NAME: name = '', GITHUB_EVENT_PATH: path = '', GITHUB_REF: ref = '' } = environment
  const { GITHUB_REPOSITORY: repository = '', GITHUB_SHA: sha = '', GITHUB_RUN_ID: run = '' } = environment
  const payload = readPayload(path)
  const pull = payload?.pull_request
  const before = payload?.workflow_run
  const commit = pull?.head?.sha ?? before?.head_sha ?? sha
  if (
    name === '' ||
    payload === undefined ||
    !/^[\w.-]+\/[\w.-]+$/.test(repository) ||
    !/^[0-9a-f]{40,64}$/.test(commit)
  )
    throw new Refusal(
      'This runs in a job of GitHub Actions alone: GITHUB_EVENT_NAME, GITHUB_EVENT_PATH, GITHUB_REPOSITORY and GITHUB_SHA tell it what it may do.',
    )
  const isElsewhere = (run, from) => run !== undefined && from?.full_name !== repository
  return {
    name,
    repository,
    commit,
    run: /^\d+$/.test(run) ? run : '0',
    url: runUrl(environment),
    number: Number.isSafeInteger(pull?.number) ? pull.number : undefined,
    isPullRequest:
      OF_PULL_REQUEST.includes(name) ||
      ref.startsWith('refs/pull/') ||
      `${before?.event}`.startsWith('pull_request'),
    isComment: payload.issue?.pull_request !== undefined,
    isFork: isElsewhere(pull, pull?.head?.repo) || isElsewhere(before, before?.head_repository),
  }
}

/**
 * Refuses events that hand secrets to what a stranger wrote, and on a pull request everything that is for production.
 * Nothing was read so far, and no program was run.
 * @throws {Refusal} with exit code 4
 */
export function assertAllowed(event, inputs, environment) {
  const { name, isPullRequest, isFork } = event
  const refuse = message => {
    throw new Refusal(message, 4)
  }
  if (name === 'pull_request_target')
    refuse(
      '`pull_request_target` hands secrets to what a stranger wrote: start the workflow on `pull_request`.',
    )
  if (event.isComment)
    refuse(
      'A comment on a pull request hands secrets to whoever may write one: start the workflow on `pull_request`.',
    )
  if (name === 'workflow_run' && isFork)
    refuse(
      '`workflow_run` after a run of a fork hands secrets to what a stranger wrote: start the workflow on `pull_request`.',
    )
  if (!isPullRequest) return
  if (inputs.exec) refuse('On a pull request no program runs: leave `exec` out, or use it on push.')
  const held = Object.keys(environment).find(variable =>
    /^\s*(?:(?:convex|bearer)\s+)?prod:[^|\s]*\|/i.test(environment[variable] ?? ''),
  )
  if (held !== undefined)
    refuse(`On a pull request no key of production is used, and ${nameOf(held)} holds one. ${ELSEWHERE}`)
  if (inputs.source.some(place => place.startsWith('deployment:')))
    refuse('On a pull request no `source` is a deployment, as it could be production: use a file.')
  if (!asksDeployment(inputs)) return
  if (inputs.expect === 'prod') refuse(`On a pull request \`expect\` is not prod. ${ELSEWHERE}`)
  if (!FOR_PULL_REQUESTS.includes(inputs.expect))
    refuse(
      `On a pull request \`expect\` must be one of: ${FOR_PULL_REQUESTS.join(', ')}. A name does not say that it is not production. ${ELSEWHERE}`,
    )
  if (
    isFork &&
    !Object.keys(environment).some(variable => /^CONVEX_\w+$/.test(variable) && environment[variable])
  )
    refuse(
      'A pull request of a fork gets no secret, so there is no key to ask a deployment. Skip the step for forks, or use `mode: check` with a `source`.',
    )
}

function readPayload(path) {
  try {
    const payload = JSON.parse(readFileSync(path, 'utf8'))
    return typeof payload === 'object' && payload !== null ? payload : undefined
  } catch {
    return undefined
  }
}

function runUrl({ GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run }) {
  const url = `${server}/${repository}/actions/runs/${run}`
  return /^https?:\/\/[\w.:-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+$/.test(url) ? url : undefined
}

function nameOf(variable) {
  return /^\w+$/.test(variable) ? variable : 'a variable'
}
