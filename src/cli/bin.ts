#!/usr/bin/env node
import { version } from '../../generated/version.js'

const [first = '--help', ...more] = process.argv.slice(2)

// Nothing else is loaded for the version, and for the help, which was written when this was built, for 80 columns.
if (more.length === 0 && first === '--version') {
  console.log(version)
} else if (more.length === 0 && /^(?:--help|-h|help)$/.test(first) && (process.stdout.columns ?? 80) === 80) {
  const { readFileSync } = await import('node:fs')
  console.log(readFileSync(new URL('help.txt', import.meta.url), 'utf8'))
} else {
  // Node's `fetch` reads HTTP by WebAssembly, which V8 would compile twice: the second time to be faster, and too late.
  const { setFlagsFromString } = await import('node:v8')
  setFlagsFromString('--liftoff-only')
  const { run } = await import('./main.js')
  const { programOf } = await import('./program.js')
  process.exitCode = await run([first, ...more], {
    environment: process.env,
    folder: process.cwd(),
    // Opened only if it is read: that takes time.
    get stdin() {
      return process.stdin
    },
    stdout: process.stdout,
    stderr: process.stderr,
    process,
    program: programOf(process.argv[1] ?? '', process.env, process.cwd()),
    isWindows: process.platform === 'win32',
  })
}
