import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** No test fails because its machine is busy: none waits for the clock, and a hanging one is given up late. */
const shared = {
  // What every file imports is imported once for each worker.
  isolate: false,
  unstubGlobals: true,
  restoreMocks: true,
  testTimeout: 120_000,
  hookTimeout: 600_000,
  expect: { poll: { timeout: 120_000 } },
}
/** For what installs packages, from a registry that may be far. */
const patient = { testTimeout: 240_000, hookTimeout: 600_000, expect: shared.expect }
/** What talks to Prism, which takes seconds to start. */
const PRISM = ['test/{contract,official}/**/*.test.ts']
/** What runs the built package, or a program that waits in real time. */
const BUILT = [
  'test/{examples,cli/process}/**/*.test.ts',
  'test/action/{guide,process}.test.ts',
  'test/security/{library,command}-leaks.test.ts',
]
const SOURCE = fileURLToPath(new URL('src', import.meta.url))
/** What packs the package and is slower: `npm test` leaves it out, and `npx vitest run --project NAME` runs it. */
const PACKED = ['test/{docs,package,runtimes}/**/*.test.ts']

export default defineConfig({
  test: {
    // One more than cores: while a test waits for a process, another one runs.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        // What the command imports of its own package is the source, too: nothing here waits for the build.
        resolve: { alias: [{ find: /^convex-deployment\/(.+)$/, replacement: `${SOURCE}/$1/index.ts` }] },
        test: {
          ...shared,
          name: 'source',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...PRISM, ...BUILT, ...PACKED],
        },
      },
      {
        test: {
          ...shared,
          name: 'contract',
          include: PRISM,
          globalSetup: ['test/support/mocks.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'built',
          include: BUILT,
          globalSetup: ['test/support/build.ts'],
          setupFiles: ['test/support/built.ts'],
          // After the others, which run while the package is built. Nearly all of these wait for a process.
          sequence: { groupOrder: 1 },
          maxWorkers: 3 * availableParallelism(),
        },
      },
      {
        test: {
          ...patient,
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: ['test/package/install.ts'],
        },
      },
      {
        test: {
          ...patient,
          name: 'runtimes',
          include: ['test/runtimes/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['test/runtimes/install.ts'],
          fileParallelism: false,
        },
      },
      {
        test: {
          ...patient,
          name: 'docs',
          include: ['test/docs/**/*.test.ts'],
          globalSetup: ['test/docs/site.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
})
