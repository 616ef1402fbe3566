import { defineConfig } from 'vitest/config'

/** The tests that are about a folder. Others reach it, too, and would only make each of its faults take longer. */
const TESTS: { readonly [folder: string]: readonly string[] } = {
  connection: ['test/connection/**/*.test.ts'],
  dotenv: ['test/dotenv/**/*.test.ts'],
  environment: ['test/{environment,plans}/**/*.test.ts'],
  transport: [
    'test/{resources,transport}/**/*.test.ts',
    'test/connection/{options,token-function}.test.ts',
    'test/contract/v1-ids.test.ts',
    'test/properties/lossless-json.test.ts',
  ],
}

export default defineConfig({
  test: {
    include: [...(TESTS[process.env.MUTATED ?? ''] ?? Object.values(TESTS).flat())],
    // Megabytes, which only show that time grows with them, and not faster.
    exclude: ['test/dotenv/large-texts.test.ts'],
    setupFiles: ['test/support/short-properties.ts'],
    unstubGlobals: true,
    restoreMocks: true,
  },
})
