import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { runGenerator } from '../../scripts/generation/command.js'

const SOURCES = ['redocly.yaml', 'package.json', 'openapi', 'generated', 'schema', 'src/fake/page']
const tsx = createRequire(import.meta.url).resolve('tsx')
const script = resolve('scripts/generate.ts')

/** A copy of all that the generator reads and writes, gone when the test is over. */
export async function copyTree() {
  const root = await mkdtemp(join(tmpdir(), 'generation-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  await Promise.all(SOURCES.map(source => cp(source, join(root, source), { recursive: true })))
  await symlink(resolve('node_modules'), join(root, 'node_modules'))

  return {
    read: (path: string) => readFile(join(root, path), 'utf8'),
    write: (path: string, text: string) => writeFile(join(root, path), text),
    remove: (path: string) => rm(join(root, path), { recursive: true }),

    /** Replaces a text that a file holds once. */
    async edit(path: string, from: string, to: string): Promise<void> {
      const text = await readFile(join(root, path), 'utf8')
      if (text.split(from).length !== 2) throw new Error(`${path} does not hold once: ${from}`)
      await writeFile(
        join(root, path),
        text.replace(from, () => to),
      )
    },

    /** The generated files by name. */
    async generated(): Promise<Record<string, string>> {
      const names = (await readdir(join(root, 'generated'))).sort()
      const texts = await Promise.all(names.map(name => readFile(join(root, 'generated', name), 'utf8')))
      return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']))
    },

    /** Runs the generator in this process. */
    async generate(...flags: string[]) {
      const [stdout, stderr]: [string[], string[]] = [[], []]
      const code = await runGenerator(flags, {
        folder: root,
        print: line => void stdout.push(`${line}\n`),
        complain: line => void stderr.push(`${line}\n`),
      })
      return { code, stdout: stdout.join(''), stderr: stderr.join('') }
    },

    /** Runs the generator in a process of its own. */
    async runScript(...flags: string[]) {
      const child = spawn(process.execPath, ['--import', tsx, script, ...flags], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const ended = once(child, 'exit')
      const [[code], stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
      return { code, stdout, stderr }
    },

    /** Starts watching; `line` and `complaint` wait until the generator prints a line that holds a text. */
    watch() {
      const [stdout, stderr] = [lines(), lines()]
      const watching = new AbortController()
      onTestFinished(() => watching.abort())
      void runGenerator(['--watch'], {
        folder: root,
        print: stdout.add,
        complain: stderr.add,
        signal: watching.signal,
      })
      return { line: stdout.holding, complaint: stderr.holding }
    },
  }
}

/** Lines as they come: `holding` waits for the next one that holds a text. */
function lines() {
  const all = new PassThrough()
  const each = createInterface({ input: all })[Symbol.asyncIterator]()
  return {
    add: (line: string) => void all.write(`${line}\n`),
    async holding(part: string): Promise<void> {
      for (;;) {
        const { value } = await each.next()
        if (value.includes(part)) return
      }
    },
  }
}
