import type { Target, Variable } from './target.js'

/** A JSON object. It holds every name and every value. */
export const json: Target = {
  write: ({ name, value }) => ({ text: `  ${JSON.stringify(name)}: ${JSON.stringify(value)}` }),
  assemble: written => (written.length === 0 ? '{}\n' : `{\n${written.join(',\n')}\n}\n`),
  readers: [readObject],
}

function readObject(text: string): Variable[] {
  return Object.entries<string>(JSON.parse(text)).map(([name, value]) => ({ name, value }))
}
