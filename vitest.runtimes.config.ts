import { defineConfig } from 'vitest/config'

/** Runs the packed package on every runtime, and its types through every compiler: slower, and needs the npm registry. */
export default defineConfig({
  test: {
    include: ['test/runtimes/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['test/runtimes/install.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
})
