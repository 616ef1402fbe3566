import type { Fault } from './faults.js'
import { withCors } from './http.js'

/** A response, or a connection that breaks. */
export type Served = Response | 'reset'

/** Serves a request with a fault. `answer` makes the request take effect. */
export async function serveFault(
  fault: Fault,
  answer: () => Response | Promise<Response>,
  request: Request,
): Promise<Served> {
  switch (fault.kind) {
    case 'delay':
      await elapse(fault.ms, request.signal)
      return answer()
    case 'reset':
      if (fault.when === 'after') await answer()
      return 'reset'
    case 'stall':
      return stalled(await answer())
    case 'truncate':
      return truncated(await answer())
    case 'answer':
      return given(fault, request)
    case 'late-commit':
      await gone(request.signal)
      setTimeout(answer, fault.ms)
      return 'reset'
  }
}

/** Returns or throws as `fetch` does: throws if the connection broke or the client aborted. */
export function toFetchResult(served: Served, signal: AbortSignal): Response {
  signal.throwIfAborted()
  if (served !== 'reset') return served
  throw new TypeError('fetch failed', {
    cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  })
}

/** Returns the fault's answer. JSON comes from the deployment, which lets browsers read it, all else from a proxy. */
function given({ status, body, headers }: Extract<Fault, { kind: 'answer' }>, request: Request): Response {
  const response = new Response(body ?? null, { status, headers: headers ?? { 'content-length': '0' } })
  const own = response.headers.get('content-type') === 'application/json'
  return own ? withCors(response, request) : response
}

/** Returns the same response, with a body that never ends after its first part. */
async function stalled(response: Response): Promise<Response> {
  const part = (await half(response)) || ' '
  const body = new ReadableStream({
    start: controller => controller.enqueue(new TextEncoder().encode(part)),
  })
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return new Response(body, { status: response.status, headers })
}

async function truncated(response: Response): Promise<Response> {
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return new Response(await half(response), { status: response.status, headers })
}

async function half(response: Response): Promise<string> {
  const text = await response.text()
  return text.slice(0, Math.ceil(text.length / 2))
}

/** Waits until the client has disconnected. */
function gone(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function elapse(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
