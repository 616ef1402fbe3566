import { getEventListeners } from 'node:events'

/** How many listeners are waiting for a signal to abort. */
export function listenersOn(signal: AbortSignal): number {
  return getEventListeners(signal, 'abort').length
}
