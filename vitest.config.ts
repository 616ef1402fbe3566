import { defineConfig } from 'vitest/config'

const shared = { unstubGlobals: true, restoreMocks: true }
/** What runs the built package: it is built first. */
const BUILT = ['test/action/**/*.test.ts', 'test/cli/**/*.test.ts', 'test/examples/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'source',
          include: ['test/**/*.test.ts'],
          exclude: ['test/package/**', 'test/runtimes/**', 'test/docs/**', ...BUILT],
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
    ],
  },
})
