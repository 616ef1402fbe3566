import { recorder } from './recorder.js'

/** What Node's `fetch` rejects with: the code is on the cause. */
export function fetchFailed(code: string, message = `a ${code}`): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) })
}

/** A `fetch` whose headers never come: it ends with its signal alone. */
export function silent() {
  return recorder(
    ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      }),
  )
}

/** A body that gives what it has and never ends; `cancelled` tells why it was given up. */
export function endless(...chunks: string[]) {
  const cancelled: unknown[] = []
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
    },
    cancel(reason) {
      cancelled.push(reason)
    },
  })
  return { body, cancelled }
}

/** A body of `count` chunks of `size` bytes, made only as it is read; `pulled` counts those that were asked for. */
export function huge(size: number, count: number, fill = 'x') {
  const chunk = new TextEncoder().encode(fill.repeat(size))
  const read = { pulled: 0, cancelled: false }
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (read.pulled === count) return controller.close()
        read.pulled++
        controller.enqueue(chunk)
      },
      cancel() {
        read.cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { body, read }
}
