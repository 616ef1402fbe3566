import { expand } from 'dotenv-expand'
import { DOTENV, NODE, type Reads } from '../support/releases.js'
import { type EnvReader, readInBatch } from './reader.js'

const [NODE_NAME, readByThisNode] = NODE

/** The readers that are npm packages, or part of the Node that runs the tests. */
export const PACKAGES: readonly EnvReader[] = [
  ...[...DOTENV, NODE].map(([name, read]) => inProcess(name, read)),
  ...DOTENV.slice(0, 1).map(([name, read]) => inProcess(`${name}, dotenv-expand`, expanded(read))),
  inProcess(`Vite on ${NODE_NAME}`, expanded(readByThisNode)),
  {
    name: 'Next.js',
    readAll: texts => readInBatch(process.execPath, ['read-in-next.cjs'], texts),
  },
]

function inProcess(name: string, read: Reads): EnvReader {
  return { name, readAll: async texts => texts.map(text => ({ ...read(text) })) }
}

/** Expands what a reader found, in an empty environment. Vite does so with what `util.parseEnv` finds. */
function expanded(read: Reads): Reads {
  return text => {
    const parsed: Record<string, string> = {}
    for (const [name, value = ''] of Object.entries(read(text))) parsed[name] = value
    return expand({ parsed, processEnv: {} }).parsed ?? {}
  }
}
