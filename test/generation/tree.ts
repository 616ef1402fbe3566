import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

const SOURCES = ['redocly.yaml', 'package.json', 'openapi', 'generated']
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

    /** Runs the generator to its end. */
    async generate(...flags: string[]) {
      const child = start(root, flags)
      const [code, stdout, stderr] = await Promise.all([exit(child), text(child.stdout), text(child.stderr)])
      return { code, stdout, stderr }
    },

    /** Starts the generator; `line` waits until it prints a line that holds a text. */
    watch() {
      const child = start(root, ['--watch'])
      return { line: lines(child.stdout), complaint: lines(child.stderr) }
    },
  }
}

function start(cwd: string, flags: readonly string[]) {
  const child = spawn(process.execPath, ['--import', tsx, script, ...flags], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exit(child)
  })
  return child
}

function exit(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise(resolve => child.once('exit', resolve))
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let all = ''
  for await (const chunk of stream) all += chunk
  return all
}

function lines(stream: NodeJS.ReadableStream): (part: string) => Promise<string> {
  const printed = createInterface({ input: stream })[Symbol.asyncIterator]()
  return async part => {
    for (;;) {
      const { value, done } = await printed.next()
      if (done) throw new Error(`The generator ended without printing: ${part}`)
      if (value.includes(part)) return value
    }
  }
}
