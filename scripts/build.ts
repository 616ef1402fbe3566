/**
 * Builds the package into `dist/`: `npm run build`. Bundles the modules and types that the compiler has written to
 * `dist/modules/`: a few files start in a fraction of the time of many.
 */
import { rm } from 'node:fs/promises'
import { buildCommand } from './build/command.js'
import { buildLibrary } from './build/library.js'
import { writeLicenses } from './build/licenses.js'

await writeLicenses('dist/LICENSES.txt', await buildLibrary('dist/modules', 'dist'))
await writeLicenses('dist/cli/LICENSES.txt', await buildCommand('dist/cli'))
await rm('dist/modules', { recursive: true })
