import { expect, test, vi } from 'vitest'
import { deployment } from '../support/deployment.js'
import { listed } from '../support/recorder.js'

/** A `Request` of a runtime without caches, such as workerd. */
const WithoutCache = class extends Request {
  constructor(input: string | URL | Request, init: RequestInit = {}) {
    if ('cache' in init) throw new Error("The 'cache' field on 'RequestInitializerDict' is not implemented.")
    super(input, init)
  }
}

test('no cache may keep a response, which holds secrets', async () => {
  const fetch = vi.fn(async (_url: string, _init: object) => listed())
  vi.stubGlobal('fetch', fetch)
  await deployment().env.list()
  expect(fetch.mock.lastCall?.[1]).toHaveProperty('cache', 'no-store')
})

test("nor does a caller's own `fetch` get a request that a cache may answer", async () => {
  const caches: RequestCache[] = []
  const fetch = async ({ cache }: Request) => {
    caches.push(cache)
    return listed()
  }
  await deployment({ fetch }).env.list()
  expect(caches).toEqual(['no-store'])
})

test('a runtime that does not know the option is not given it', async () => {
  vi.stubGlobal('Request', WithoutCache)
  const fetch = vi.fn(async (_request: Request) => listed())
  expect(await deployment({ fetch }).env.list()).toEqual([])
  expect(fetch).toHaveBeenCalledOnce()
})
