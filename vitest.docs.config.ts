import { defineConfig } from 'vitest/config'

/** The built site in a browser, and every code block of the README and the guide: slower, and needs the npm registry. */
export default defineConfig({
  test: {
    include: ['test/docs/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
})
