import { defineConfig } from 'vitest/config'

/** Packs the package and uses it as a stranger would: slower, and needs the npm registry. */
export default defineConfig({
  test: { include: ['test/package/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
})
