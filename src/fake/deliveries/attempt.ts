import type { Clock } from './clock.js'
import type { Deliver, Delivery } from './request.js'

const REQUEST_TIMEOUT_MS = 30_000

/** The 4xx that are worth another attempt. */
const TRANSIENT = [408, 421, 425, 429]

/** An attempt that has ended: `failed` is worth another one, `refused` is not. */
export interface Attempted {
  readonly result: 'delivered' | 'failed' | 'refused' | 'stopped'
  readonly status?: number
  readonly reason?: string
}

/** Sends a delivery once. Gives up after 30 seconds by the fake's clock. */
export async function attempt(
  { url, headers, body }: Delivery,
  deliver: Deliver,
  clock: Clock,
  stopped: AbortSignal,
): Promise<Attempted> {
  const ended = new AbortController()
  const end = () => ended.abort()
  const cancel = clock.after(REQUEST_TIMEOUT_MS, end)
  stopped.addEventListener('abort', end)
  try {
    if (!/^https?:/.test(url)) return { result: 'failed', reason: 'The URL is not one of HTTP.' }
    const { signal } = ended
    const request = new Request(url, { method: 'POST', headers, body, redirect: 'manual', signal })
    const response = await Promise.race([deliver(request), aborted(signal)])
    response.body?.cancel().catch(() => {})
    return judge(response.status)
  } catch {
    if (stopped.aborted)
      return { result: 'stopped', reason: 'The stream stopped before the endpoint answered.' }
    const late = ended.signal.aborted
    return {
      result: 'failed',
      reason: `The endpoint ${late ? 'did not answer in 30 seconds' : 'could not be reached'}.`,
    }
  } finally {
    cancel()
    stopped.removeEventListener('abort', end)
  }
}

/** Judges an answer by its status. A redirect is not followed, and counts as delivered. */
function judge(status: number): Attempted {
  if (status < 400 || status >= 600) return { result: 'delivered', status }
  const transient = status >= 500 || TRANSIENT.includes(status)
  return { result: transient ? 'failed' : 'refused', status, reason: `The endpoint answered ${status}.` }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}
