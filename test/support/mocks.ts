import type { TestProject } from 'vitest/node'
import { type Mock, startMock } from '../../scripts/prism.js'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The origins of the Prism mocks, by contract. */
    mocks: { readonly v1: string; readonly v1Beta: string; readonly management: string }
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
  const names = ['v1', 'v1-beta', 'management-v1']
  const started = await Promise.allSettled(names.map(name => start(`openapi/${name}.yaml`)))
  const failed = started.find(ended => ended.status === 'rejected')
  if (failed) {
    await stop()
    throw failed.reason
  }
  const [v1 = '', v1Beta = '', management = ''] = started.map(ended =>
    ended.status === 'fulfilled' ? ended.value : '',
  )
  provide('mocks', { v1, v1Beta, management })
  return stop
}
