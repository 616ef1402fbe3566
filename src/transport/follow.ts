type Stop = (reason: unknown) => void

/** What is under way, by the signal that stops it. */
const underWay = new WeakMap<AbortSignal, Set<Stop>>()

/**
 * Calls `stop` with a signal's reason as soon as it aborts, until the returned function is called. All that follow a
 * signal share one listener: of more than ten Node warns as of a leak.
 */
export function follow(signal: AbortSignal, stop: Stop): () => void {
  const stops = underWay.get(signal) ?? new Set()
  signal.addEventListener('abort', stopAll)
  underWay.set(signal, stops.add(stop))
  return () => {
    stops.delete(stop)
    if (stops.size === 0) signal.removeEventListener('abort', stopAll)
  }
}

function stopAll(this: AbortSignal): void {
  for (const stop of underWay.get(this) ?? []) stop(this.reason)
}
