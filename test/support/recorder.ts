/** A request as it was sent, its body read. */
export interface Recorded {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A `fetch` that keeps what it is given, then passes it on. */
export function recorder(next: (request: Request) => Promise<Response> = fetch) {
  const requests: Recorded[] = []
  return {
    requests,
    async fetch(request: Request): Promise<Response> {
      const headers = Object.fromEntries(request.headers)
      requests.push({ method: request.method, url: request.url, headers, body: await request.clone().text() })
      return next(request)
    },
  }
}

/** A `fetch` that gives the answers in turn, the last one for ever. */
export function answering(...answers: (Response | Error)[]) {
  let turn = 0
  return recorder(async () => {
    const answer = answers[Math.min(turn++, answers.length - 1)]
    if (answer instanceof Response) return answer.clone()
    throw answer ?? new Error('no answer was prepared')
  })
}

/** The variables that a deployment answers with. */
export function listed(variables: Readonly<Record<string, string>> = {}, init: ResponseInit = {}): Response {
  return json({ environmentVariables: variables }, init)
}

/** A JSON answer. */
export function json(value: unknown, init: ResponseInit = {}): Response {
  return Response.json(value, init)
}
