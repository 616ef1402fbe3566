import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/package/**', 'test/runtimes/**'],
    globalSetup: ['test/support/mocks.ts'],
    unstubGlobals: true,
    restoreMocks: true,
  },
})
