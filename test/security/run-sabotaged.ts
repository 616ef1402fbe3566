/** Drives copies of the package, each from a folder of its own, and tells how much each let out. */
import { drive, TELLING_CASES } from './drive.js'
import { importLibrary } from './library.js'
import { Watch } from './watch.js'

const found: [root: string, hits: number][] = []
for (const root of process.argv.slice(2)) {
  const watch = new Watch()
  await drive(await importLibrary(root), watch, TELLING_CASES)
  found.push([root, watch.hits.size])
}
process.send?.(found)
