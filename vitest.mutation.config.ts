import { defineConfig } from 'vitest/config'

// The tests that notice a fault in the folders of stryker.config.json, without those that only repeat or wait.
export default defineConfig({
  test: {
    include: [
      'test/{connection,dotenv,environment,plans,resources,transport}/**/*.test.ts',
      'test/properties/lossless-json.test.ts',
    ],
    // Megabytes, which only show that time grows with them, and not faster.
    exclude: ['test/dotenv/large-texts.test.ts'],
    unstubGlobals: true,
    restoreMocks: true,
  },
})
