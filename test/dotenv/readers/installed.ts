import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { type EnvReader, readInBatch, readOneByOne } from './reader.js'

const PACKAGES = join(import.meta.dirname, '../../runtimes/node_modules')
const BUN = join(PACKAGES, '@oven/bun-linux-x64/bin/bun')
const DENO = join(PACKAGES, '@deno/linux-x64-glibc/deno')
const PRINT = join(import.meta.dirname, 'print-variables.mjs')

/** Debian's Python, and not one that stands before it in the PATH. */
const PYTHON = '/usr/bin/python3'

/** The readers that are programs: the runtimes that `test/runtimes` installs, and Debian's python3-dotenv. */
export const PROGRAMS: readonly EnvReader[] = [
  ...['22', '24', '26'].map(node),
  {
    name: `Bun ${versionOf(BUN)}`,
    slow: true,
    readAll: texts => readOneByOne(BUN, file => [`--env-file=${file}`, PRINT], texts),
  },
  {
    name: `Deno ${versionOf(DENO)}`,
    slow: true,
    readAll: texts => readOneByOne(DENO, file => ['run', '-A', `--env-file=${file}`, PRINT], texts),
  },
  { name: 'python3-dotenv', readAll: texts => readInBatch(PYTHON, ['read-in-python.py'], texts) },
]

function node(version: string): EnvReader {
  const path = join(PACKAGES, `node-${version}`, 'bin/node')
  return {
    name: `Node ${versionOf(path)}`,
    readAll: texts => readInBatch(path, ['read-in-node.cjs'], texts),
  }
}

function versionOf(path: string): string {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return /\d+\.\d+\.\d+/.exec(stdout ?? '')?.[0] ?? 'is not installed'
}

/** Returns true if Debian's python3-dotenv is there. */
export function hasPythonDotenv(): boolean {
  return spawnSync(PYTHON, ['-c', 'import dotenv']).status === 0
}
