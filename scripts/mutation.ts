/**
 * Makes many small changes to the source and counts those that the tests detect, each folder by its own tests:
 * `npm run mutation [-- FOLDER | FOLDER/FILE[:LINE-LINE] …]`, such as `connection` or `dotenv/scan.ts`.
 */
import { spawnSync } from 'node:child_process'

/** The tests of each folder. Other tests run its code, too, but would only slow down each mutant. */
const TESTS: { readonly [folder: string]: readonly string[] } = {
  config: ['test/config/**/*.test.ts', 'test/transport/unknown-options.test.ts'],
  connection: ['test/connection/**/*.test.ts'],
  dotenv: ['test/dotenv/**/*.test.ts'],
  resources: ['test/resources/**/*.test.ts', 'test/config/planning.test.ts'],
  schema: [
    'test/schema/{mismatches,sensitive-strings}.test.ts',
    'test/resources/environment/refused-*.test.ts',
    'test/resources/{growing-answers,log-stream-refusals,wrong-answers}.test.ts',
    'test/transport/{scrubbing,secrecy}.test.ts',
  ],
  text: [
    'test/text/**/*.test.ts',
    'test/resources/environment/refused-values.test.ts',
    'test/transport/{connection-errors,error-answers,scrubbing,success-answers,unknown-options}.test.ts',
  ],
  webhooks: ['test/webhooks/{receiving,hostile,meter,public-receivers,sample,audit-log-metadata}.test.ts'],
  transport: ['test/{resources,transport}/**/*.test.ts', 'test/connection/{options,token-function}.test.ts'],
}

const given = process.argv.slice(2)
for (const path of given.length > 0 ? given : Object.keys(TESTS)) {
  const tests = TESTS[path.split('/')[0] ?? '']
  if (!tests) throw new Error(`There are ${Object.keys(TESTS).join(', ')}, and no ${path}.`)
  const files = `src/${path}${path.includes('.ts') ? '' : '/**/*.ts'}`
  const { status } = spawnSync('npx', ['--no-install', 'stryker', 'run', '--mutate', files], {
    env: { ...process.env, MUTATION_TESTS: JSON.stringify(tests) },
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
