/**
 * Regenerates everything under `generated/`, and `openapi/v1.json`, from the documents and `src/fake/page/`.
 *
 *   npm run generate             writes the files that changed
 *   npm run generate -- --check  fails, naming the files, when anything differs
 *   npm run generate -- --watch  regenerates on every change of a source
 */
import { runGenerator } from './generation/command.js'

process.exitCode = await runGenerator(process.argv.slice(2), {
  folder: '.',
  print: console.log,
  complain: console.error,
})
