import { vi } from 'vitest'

/** Puts a `fetch` in the place of the global one until the test ends: what it throws, the runtime says. */
export function asGlobal<Recorder extends { fetch(request: Request): Promise<Response> }>(
  recorder: Recorder,
): Recorder {
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => recorder.fetch(new Request(url, init)))
  return recorder
}
