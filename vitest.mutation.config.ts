import { defineConfig } from 'vitest/config'

/** The tests that are about a folder. Others reach it, too, and would only make each of its faults take longer. */
const TESTS: { readonly [folder: string]: readonly string[] } = {
  connection: ['test/connection/**/*.test.ts'],
  dotenv: ['test/dotenv/**/*.test.ts'],
  environment: ['test/{environment,plans}/**/*.test.ts'],
  transport: [
    'test/{resources,transport}/**/*.test.ts',
    'test/connection/{options,token-function}.test.ts',
    'test/text/lossless-json.test.ts',
  ],
}

export default defineConfig({
  test: {
    include: [...(TESTS[process.env.MUTATED ?? ''] ?? Object.values(TESTS).flat())],
    // Any input, and megabytes: what they find in this one mutant, they hardly find at once.
    exclude: ['test/**/any-*.test.ts', 'test/transport/leaks/**'],
    setupFiles: ['test/support/short-properties.ts'],
    unstubGlobals: true,
    restoreMocks: true,
  },
})
