import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Consumer } from './consumer.js'
import type { Row } from './page.js'

const OURS = 'convex-deployment'
const PEER = '@convex-dev/platform'
const MOST_BYTES = 3_000_000

/** What an installation brings: files and packages, with all that they depend on. */
export async function measureInstallation({ folder }: Consumer): Promise<Row[]> {
  const modules = join(folder, 'node_modules')
  const [ours, peer] = [await closure(modules, OURS), await closure(modules, PEER)]
  const [size, peerSize] = [await sizeOf(modules, ours), await sizeOf(modules, peer)]
  return [
    {
      what: 'installed size, with dependencies',
      ours: kilobytes(size),
      beside: `\`${PEER}\`: ${kilobytes(peerSize)}`,
      limit: kilobytes(MOST_BYTES),
      kept: size <= MOST_BYTES,
    },
    {
      what: 'packages that come along',
      ours: `${ours.length - 1}`,
      beside: `\`${PEER}\`: ${peer.length - 1}`,
      limit: 'not more',
      kept: ours.length <= peer.length,
    },
  ]
}

/** A package and everything that it depends on; nothing of it is installed twice. */
async function closure(modules: string, name: string, found: string[] = []): Promise<string[]> {
  if (found.includes(name)) return found
  found.push(name)
  const { dependencies = {} } = JSON.parse(await readFile(join(modules, name, 'package.json'), 'utf8'))
  for (const dependency of Object.keys(dependencies)) await closure(modules, dependency, found)
  return found
}

async function sizeOf(modules: string, packages: readonly string[]): Promise<number> {
  let bytes = 0
  for (const name of packages) {
    const entries = await readdir(join(modules, name), { recursive: true, withFileTypes: true })
    for (const entry of entries)
      if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size
  }
  return bytes
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} KB`
}
