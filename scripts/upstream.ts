/** Prints the body of one issue about what Convex has published and our documents have not, or nothing. */
import { reportDrift } from './drift/report.js'

const words = process.argv.slice(2)
const sources = words.flatMap((option, index) =>
  index % 2 === 0 ? [[option, words[index + 1] ?? ''] as const] : [],
)
process.stdout.write(await reportDrift(sources))
