import { defineConfig } from 'vitest/config'

/** The tests of the folder that is mutated: `scripts/mutation.ts` names them. */
const tests: string[] = JSON.parse(process.env.MUTATION_TESTS ?? '[]')

export default defineConfig({
  test: {
    include: tests,
    // Any input, and megabytes: what they find in this one mutant, they hardly find at once.
    exclude: [
      'test/**/any-*.test.ts',
      'test/config/{two-writers,node/agreement}.test.ts',
      'test/transport/{leaks,memory}/**',
    ],
    // Loading the modules afresh for each file took longer than the tests, and each mutant that never ends waits that long.
    isolate: false,
    // What a property does not find at once, it will hardly find for this one fault.
    env: { PROPERTY_RUNS: '20' },
    unstubGlobals: true,
    restoreMocks: true,
    // For the end of a process, on a busy machine.
    testTimeout: 20_000,
    expect: { poll: { timeout: 10_000 } },
  },
})
