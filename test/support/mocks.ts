import type { TestProject } from 'vitest/node'
import { type Mock, startMock } from '../../scripts/prism.js'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The origins of the Prism mocks, by contract. */
    mocks: { readonly v1: string; readonly v1Beta: string }
  }
}

/** Starts a Prism mock of each document before all tests, and stops them whatever happens. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const mocks: Mock[] = []
  const stop = async () => void (await Promise.all(mocks.map(mock => mock.close())))
  const start = async (document: string) => {
    const mock = await startMock(document)
    mocks.push(mock)
    return mock.url
  }
  const [v1, v1Beta] = await Promise.allSettled([start('openapi/v1.yaml'), start('openapi/v1-beta.yaml')])
  if (v1.status === 'fulfilled' && v1Beta.status === 'fulfilled') {
    provide('mocks', { v1: v1.value, v1Beta: v1Beta.value })
    return stop
  }
  await stop()
  throw [v1, v1Beta].find(ended => ended.status === 'rejected')?.reason
}
