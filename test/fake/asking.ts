import {
  createFakeDeployment,
  type FakeDeployment,
  type FakeDeploymentOptions,
} from '../../src/fake/index.js'

/** What a fake answered: the status, and the body as far as it is JSON. */
export interface Answered {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

/** A fake, and a way to ask it that is nobody's client. */
export function asking(options: FakeDeploymentOptions = {}): {
  fake: FakeDeployment
  ask: (route: string, body?: unknown, init?: RequestInit) => Promise<Answered>
} {
  const fake = createFakeDeployment(options)
  return {
    fake,
    async ask(route, body, init = {}) {
      const [method = '', path = ''] = route.split(' ')
      const headers = new Headers({ authorization: `Convex ${fake.token}` })
      if (body !== undefined) headers.set('content-type', 'application/json')
      new Headers(init.headers).forEach((value, name) => {
        if (value === '(none)') headers.delete(name)
        else headers.set(name, value)
      })
      const content = typeof body === 'string' || body === undefined ? body : JSON.stringify(body)
      const url = path.startsWith('/api') || path.startsWith('/x') ? path : `/api/v1${path}`
      const request = new Request(`${fake.url}${url}`, { ...init, method, headers, body: content ?? null })
      const response = await fake.fetch(request)
      const text = await response.text()
      return { status: response.status, body: text === '' ? '' : parse(text), headers: response.headers }
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
