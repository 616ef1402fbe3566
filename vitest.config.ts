import { defineConfig } from 'vitest/config'

const shared = { unstubGlobals: true, restoreMocks: true }
/** Against a machine that is busy, or a registry that is far. */
const patient = { testTimeout: 240_000, hookTimeout: 240_000 }
/** What runs the built package. */
const BUILT = ['test/{action,cli,examples}/**/*.test.ts']
/** What packs the package and is slower: each has a script of its own. */
const PACKED = ['test/{docs,package,runtimes}/**/*.test.ts']

export default defineConfig({
  test: {
    // One worker fewer than cores, as by default, leaves one of two.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...shared,
          name: 'source',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...BUILT, ...PACKED],
          globalSetup: ['test/support/mocks.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'built',
          include: BUILT,
          globalSetup: ['test/support/build.ts'],
          testTimeout: 20_000,
        },
      },
      { test: { ...patient, name: 'package', include: ['test/package/**/*.test.ts'] } },
      {
        test: {
          ...patient,
          name: 'runtimes',
          include: ['test/runtimes/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['test/runtimes/install.ts'],
        },
      },
      { test: { ...patient, name: 'docs', include: ['test/docs/**/*.test.ts'] } },
    ],
  },
})
