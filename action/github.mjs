/** Calls the few endpoints of GitHub's API that the action needs. The token goes to that API and nowhere else. */
import { setTimeout as sleep } from 'node:timers/promises'

/** Thrown if GitHub does not do what it was asked. `isDenied` is true if the token may not, as one of a fork. */
export class GitHubError extends Error {
  isDenied

  constructor(message, isDenied) {
    super(message)
    this.isDenied = isDenied
  }
}

const ATTEMPTS = 3
const LONGEST_WAIT = 60
const TIMEOUT = 30_000
const PAGE = 100
/** A pull request has at most 2,500 comments. */
const MOST_PAGES = 50

/**
 * Makes what calls the API for one repository.
 * @throws {GitHubError} if the address would send the token over plain http
 */
export function createGitHub({ GITHUB_API_URL: api = 'https://api.github.com' }, token, repository) {
  const base = new URL(api)
  const isLoopback = ['127.0.0.1', '[::1]', 'localhost'].includes(base.hostname)
  if (base.protocol !== 'https:' && !isLoopback) throw new GitHubError('GITHUB_API_URL is not https.', false)
  const call = (method, path, body) =>
    request(`${api.replace(/\/+$/, '')}/repos/${repository}${path}`, method, token, body)
  return {
    /** Returns the merged pull requests that brought a commit. */
    async pullsOf(commit) {
      const pulls = await call('GET', `/commits/${commit}/pulls?per_page=${PAGE}`)
      return arrayOf(pulls).filter(pull => pull?.merged_at && pull.merge_commit_sha === commit)
    },
    /** Returns all comments of a pull request, the oldest first. */
    async comments(number) {
      const all = []
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const some = arrayOf(await call('GET', `/issues/${number}/comments?per_page=${PAGE}&page=${page}`))
        all.push(...some)
        if (some.length < PAGE) break
      }
      return all
    },
    /** Adds a comment. Not sent again after a failure that may have come too late: who lists the comments knows. */
    addComment: (number, body) => call('POST', `/issues/${number}/comments`, { body }),
    changeComment: (id, body) => call('PATCH', `/issues/comments/${id}`, { body }),
    removeComment: id => call('DELETE', `/issues/comments/${id}`),
  }
}

function arrayOf(value) {
  if (Array.isArray(value)) return value
  throw new GitHubError('GitHub answered with something else than a list.', false)
}

/** Sends a request, again where that is safe and GitHub says when, or did not take it. */
async function request(url, method, token, body) {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send(url, method, token, body)
    if (answer.ok) return answer.value
    const wait = waitAfter(answer, method, attempt)
    if (wait === undefined || attempt === ATTEMPTS) throw errorOf(answer)
    await sleep(wait * 1000)
  }
}

async function send(url, method, token, body) {
  try {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'user-agent': 'convex-deployment-action',
        'x-github-api-version': '2022-11-28',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const { ok, status, headers } = response
    const text = await response.text()
    return { ok, status, headers, text, ...(ok && text !== '' && { value: JSON.parse(text) }) }
  } catch {
    // The message of a runtime may have the address, and more. Nothing here depends on it.
    return { ok: false, status: 0, headers: new Headers(), text: '' }
  }
}

/** Returns the seconds to wait before the request is sent again, or nothing if it is not. */
function waitAfter({ status, headers, text }, method, attempt) {
  const asked = headers.get('retry-after')
  if (status === 429 || (status === 403 && (asked !== null || /rate limit/i.test(text)))) {
    const seconds = asked === null ? 2 ** attempt : Number(asked)
    return headers.get('x-ratelimit-remaining') === '0' || !(seconds <= LONGEST_WAIT) ? undefined : seconds
  }
  // A comment may be there although the answer was lost: one more would be a second one.
  if (method === 'POST' || (status !== 0 && status < 500)) return undefined
  return asked === null ? attempt : Math.min(Number(asked) || 0, LONGEST_WAIT)
}

function errorOf({ status, headers, text }) {
  if (status === 0) return new GitHubError('GitHub could not be reached.', false)
  const isLimit =
    status === 429 || (status === 403 && (headers.has('retry-after') || /rate limit/i.test(text)))
  if (isLimit) return new GitHubError(`GitHub answered ${status}: its limit of requests is reached.`, false)
  if ([401, 403, 404].includes(status))
    return new GitHubError(`GitHub answered ${status}: the token may not do that.`, true)
  return new GitHubError(`GitHub answered ${status}.`, false)
}
