import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type FakeGitHub, REPOSITORY } from './github.js'

/** The event that starts a run. */
export interface Event {
  readonly name: string
  readonly payload?: object
  readonly sha?: string
  readonly ref?: string
  readonly repository?: string
  readonly run?: string
  readonly github?: FakeGitHub
}

/** Commits by what they are. */
export const COMMITS = {
  main: 'a'.repeat(40),
  head: 'b'.repeat(40),
  merge: 'c'.repeat(40),
  other: 'd'.repeat(40),
}

export const PUSH: Event = { name: 'push', payload: {} }
export const SCHEDULE: Event = { name: 'schedule', payload: { schedule: '0 6 * * *' } }

/** Returns the event of a pull request, perhaps from a fork. */
export function pullRequest(
  options: { readonly fork?: boolean; readonly head?: string; readonly name?: string } = {},
): Event {
  const { fork = false, head = COMMITS.head, name = 'pull_request' } = options
  const from = fork ? 'stranger/pond' : REPOSITORY
  return {
    name,
    ref: 'refs/pull/7/merge',
    sha: COMMITS.other,
    payload: { pull_request: { number: 7, head: { sha: head, repo: { full_name: from } } } },
  }
}

/** Returns the variables by which a runner tells a step of its event. */
export async function variablesOf(
  folder: string,
  { name, payload = {}, sha = COMMITS.main, ref = 'refs/heads/main', run = '100', repository, github }: Event,
): Promise<Record<string, string>> {
  const path = join(folder, '.event.json')
  await writeFile(path, JSON.stringify(payload))
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: path,
    GITHUB_SHA: sha,
    GITHUB_REF: ref,
    GITHUB_REPOSITORY: repository ?? REPOSITORY,
    GITHUB_RUN_ID: run,
    GITHUB_SERVER_URL: 'https://github.com',
    // Where no fake is given nothing listens.
    GITHUB_API_URL: github?.url ?? 'http://127.0.0.1:9',
  }
}
