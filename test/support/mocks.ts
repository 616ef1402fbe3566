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
  try {
    const v1 = await startMock('openapi/v1.yaml')
    mocks.push(v1)
    const v1Beta = await startMock('openapi/v1-beta.yaml')
    mocks.push(v1Beta)
    provide('mocks', { v1: v1.url, v1Beta: v1Beta.url })
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}
