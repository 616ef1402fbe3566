import type { IncomingMessage, ServerResponse } from 'node:http'
import { serveHttp } from '../support/http-server.js'

/** A comment of the fake. */
export interface Comment {
  readonly id: number
  readonly user: { readonly login: string }
  body: string
}

/** A pull request, as the endpoint about a commit shows it. */
export interface Pull {
  readonly number: number
  readonly head: { readonly sha: string }
  readonly merge_commit_sha: string
  readonly merged_at: string | null
}

/** A request that arrived. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly authorization: string | undefined
}

/** An answer in place of the usual one. */
export interface Fault {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Takes effect before the answer is lost. */
  readonly after?: true
}

/** The few endpoints of GitHub's API that the action calls, for one repository. */
export interface FakeGitHub {
  readonly url: string
  readonly token: string
  /** The login that comments of the token have. */
  login: string
  readonly comments: Comment[]
  readonly pulls: Pull[]
  readonly received: Received[]
  /** Adds a comment of somebody. */
  comment(login: string, body: string): Comment
  /** Answers the next requests of a method by faults, one after the other. */
  fail(method: string, ...faults: readonly Fault[]): void
  /** Called with each request before it is answered. */
  onRequest: (request: Received) => void
}

export const REPOSITORY = 'otters/pond'

const LONGEST = 65_536

/** Starts a fake of GitHub over HTTP. Pages are as long as the real ones. */
export async function serveGitHub(): Promise<FakeGitHub> {
  const faults = new Map<string, Fault[]>()
  let last = 0
  const github: FakeGitHub = {
    url: '',
    token: 'ghs_marker-of-the-token',
    login: 'github-actions[bot]',
    comments: [],
    pulls: [],
    received: [],
    comment(login, body) {
      const comment = { id: ++last, user: { login }, body }
      github.comments.push(comment)
      return comment
    },
    fail: (method, ...some) => void faults.set(method, [...(faults.get(method) ?? []), ...some]),
    onRequest: () => {},
  }
  const url = await serveHttp(async (incoming, outgoing) => {
    const { method = '', url: path = '', headers } = incoming
    const received = { method, path, authorization: headers.authorization }
    github.received.push(received)
    github.onRequest(received)
    const body = await bodyOf(incoming)
    const fault = faults.get(method)?.shift()
    if (fault?.after) answerTo(github, method, path, body)
    const {
      status,
      value,
      more = {},
    } = fault
      ? { status: fault.status, value: fault.body ?? { message: 'fault' }, more: fault.headers }
      : headers.authorization === `Bearer ${github.token}`
        ? answerTo(github, method, path, body)
        : { status: 401, value: { message: 'Bad credentials' } }
    send(outgoing, status, value, more)
  })
  return Object.assign(github, { url })
}

interface Answer {
  readonly status: number
  readonly value?: unknown
  readonly more?: Readonly<Record<string, string>>
}

function answerTo(github: FakeGitHub, method: string, path: string, body: string): Answer {
  const { pathname, searchParams } = new URL(path, 'http://github')
  const [, rest = ''] = /^\/repos\/otters\/pond(\/.*)$/.exec(pathname) ?? []
  const number = /^\/issues\/(\d+)\/comments$/.exec(rest)?.[1]
  if (number !== undefined && method === 'GET') {
    const size = Number(searchParams.get('per_page') ?? 30)
    const from = (Number(searchParams.get('page') ?? 1) - 1) * size
    return { status: 200, value: github.comments.slice(from, from + size) }
  }
  if (number !== undefined && method === 'POST')
    return written(body, text => ({ status: 201, value: github.comment(github.login, text) }))
  const id = /^\/issues\/comments\/(\d+)$/.exec(rest)?.[1]
  const comment = github.comments.find(one => `${one.id}` === id)
  if (id !== undefined && comment === undefined) return { status: 404, value: { message: 'Not Found' } }
  if (comment && method === 'PATCH')
    return written(body, text => {
      comment.body = text
      return { status: 200, value: comment }
    })
  if (comment && method === 'DELETE') {
    github.comments.splice(github.comments.indexOf(comment), 1)
    return { status: 204 }
  }
  if (/^\/commits\/[0-9a-f]{40}\/pulls$/.test(rest)) return { status: 200, value: github.pulls }
  return { status: 404, value: { message: 'Not Found' } }
}

function written(json: string, write: (text: string) => Answer): Answer {
  const { body } = JSON.parse(json)
  if (typeof body === 'string' && [...body].length <= LONGEST) return write(body)
  return { status: 422, value: { message: 'Body is too long (maximum is 65536 characters)' } }
}

function send(
  outgoing: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers })
  outgoing.end(value === undefined ? '' : JSON.stringify(value))
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of incoming) text += chunk
  return text
}
