import type { Logger } from '../../index.js'

/** Milliseconds after which somebody wonders whether anything goes on. */
export const PATIENCE = 1_000

/**
 * Shows on a terminal that calls take longer than a second.
 * @param show shows a passing line in place of the one before; an empty one clears it
 */
export function showWaiting(show: (text: string) => void): Logger {
  const calls = new Map<string, string>()
  let began = 0
  let timer: NodeJS.Timeout | undefined

  const begin = (requestId: string, doing: string) => {
    if (calls.size === 0) {
      began = Date.now()
      timer = setInterval(tell, PATIENCE).unref()
    }
    calls.set(requestId, doing)
  }
  const tell = () => {
    const [doing = ''] = [...calls.values()].slice(-1)
    const others = calls.size > 1 ? `, and ${calls.size - 1} more` : ''
    show(`${doing}${others} (${Math.round((Date.now() - began) / 1_000)} s)`)
  }
  const end = ({ requestId }: { readonly requestId: string }) => {
    if (!calls.delete(requestId) || calls.size > 0) return
    clearInterval(timer)
    show('')
  }
  return {
    debug({ type, requestId, operation }) {
      if (type === 'request') begin(requestId, `Waiting for ${operation}`)
    },
    warn(event) {
      if (event.type !== 'retry') return
      const { requestId, operation, reason, waitMs } = event
      begin(requestId, `${operation}: ${reason}; trying again in ${Math.ceil(waitMs / 1_000)} s`)
    },
    info: end,
    error: end,
  }
}
