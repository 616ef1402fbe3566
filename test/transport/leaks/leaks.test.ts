import { expect, test } from 'vitest'
import { faultsOf } from './expected.js'
import { runCalls } from './run.js'

test('hundreds of calls leave nothing behind, and the process ends by itself', async () => {
  expect(faultsOf(await runCalls(300), 300)).toEqual([])
})
