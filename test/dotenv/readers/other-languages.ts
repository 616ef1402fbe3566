import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { EnvReader, Found } from './reader.js'

const run = promisify(execFile)

/** Readers to which a .env file is a text in another language. How they differ is shown, and nothing has to be said of it. */
export const OTHER_LANGUAGES: readonly EnvReader[] = [
  { name: 'sh', slow: true, readAll: readInShell },
  { name: 'docker, by its documentation', readAll: async texts => texts.map(readLikeDocker) },
]

/** Sources each text in an empty folder where no program is found. The variables are V0 to V2, or those of `names`. */
async function readInShell(texts: readonly string[]): Promise<Found[]> {
  const folder = await mkdtemp(join(tmpdir(), 'env-shell-'))
  try {
    const found: Found[] = []
    for (const text of texts) {
      await writeFile(join(folder, 'case.env'), text)
      const names = [...new Set(text.match(/\w+(?=\s*=)/g))].filter(name => /^[A-Za-z_]/.test(name))
      const print = names.map(name => `\${${name}+${name}=}\${${name}-}\\0`).join('')
      const script = `set +u; . ./case.env; printf '%b' "${print}"`
      const options = { cwd: folder, env: { PATH: '/nonexistent' }, timeout: 5_000 }
      const { stdout } = await run('/bin/sh', ['-c', script], options).catch(() => ({ stdout: '' }))
      const pairs = stdout.split('\0').filter(Boolean)
      found.push(
        Object.fromEntries(pairs.map(pair => [pair.split('=')[0], pair.slice(pair.indexOf('=') + 1)])),
      )
    }
    return found
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Reads as `docker run --env-file` is documented: no quotes, no escapes, comments only at the start of a line. */
function readLikeDocker(text: string): Found {
  const lines = text.split(/\r?\n/).map(line => line.trimStart())
  const assignments = lines.filter(line => !line.startsWith('#') && line.includes('='))
  return Object.fromEntries(
    assignments.map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
}
