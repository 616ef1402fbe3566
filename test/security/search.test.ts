import { expect, test } from 'vitest'
import { drive, FEW_CASES } from './drive.js'
import { type Library, library } from './library.js'
import { TOKEN } from './markers.js'
import { Watch } from './watch.js'

/** The library with one leak: its clients hand their token to the logger. */
const leaking: Library = {
  ...library,
  createDeploymentClient({ logger, ...options }) {
    const info: typeof logger = { ...logger, info: event => logger?.info?.({ ...event, operation: TOKEN }) }
    return library.createDeploymentClient({ ...options, logger: info })
  },
}

test('the search finds a token that a logger is given, and nothing where there is no leak', async () => {
  const [watch, clean] = [new Watch(), new Watch()]
  await drive(leaking, watch, FEW_CASES)
  await drive(library, clean, FEW_CASES)
  expect([...watch.hits.values()]).toEqual(FEW_CASES.map(() => 'xq7zkToken'))
  expect([...clean.hits]).toEqual([])
})
