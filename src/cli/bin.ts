#!/usr/bin/env node
import { version } from '../../generated/version.js'

// Nothing else is loaded for the version.
if (process.argv.length === 3 && process.argv[2] === '--version') {
  console.log(version)
} else {
  const { main } = await import('./main.js')
  process.exitCode = await main(process)
}
