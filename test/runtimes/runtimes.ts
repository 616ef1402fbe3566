import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import type { InstalledPackage } from '../package/installed-package.js'
import { openChromium } from '../support/chromium.js'
import { BUNDLES, bundle } from './programs.js'
import type { Result, Task } from './run-tasks.js'

const execute = promisify(execFile)

/** What a runtime made of the steps, and all that was printed meanwhile. */
export interface Run {
  readonly version: string
  readonly results: Readonly<Record<string, Result>>
  readonly printed: string
}

/** Runs steps with the package that is installed in a project. */
export type Runtime = (project: InstalledPackage, tasks: readonly Task[]) => Promise<Run>

/** Every runtime that the package is made for, by name. */
export const runtimes: Readonly<Record<string, Runtime>> = {
  'Node.js 20.19': commandLine('node-20.19/bin/node', 'command.mjs'),
  'Node.js 20.19, require()': commandLine('node-20.19/bin/node', 'command.cjs'),
  'Node.js 22': commandLine('node-22/bin/node', 'command.mjs'),
  'Node.js 24': commandLine('node-24/bin/node', 'command.mjs'),
  'Node.js 26': commandLine('node-26/bin/node', 'command.mjs'),
  Bun: commandLine('@oven/bun-linux-x64/bin/bun', 'command.mjs'),
  Deno: commandLine(
    '@deno/linux-x64-glibc/deno',
    'run',
    '--no-prompt',
    '--allow-net=127.0.0.1',
    'command.mjs',
  ),
  workerd: runInWorkerd,
  Chromium: runInChromium,
}

function commandLine(path: string, ...args: string[]): Runtime {
  return async ({ folder }, tasks) => {
    const { stdout, stderr } = await execute(installed(path), [...args, JSON.stringify(tasks)], {
      cwd: folder,
    })
    const lines = stdout.trimEnd().split('\n')
    const results = JSON.parse(lines.pop()?.replace(/^result /, '') ?? '')
    return { version: await versionOf(installed(path)), results, printed: [...lines, stderr].join('\n') }
  }
}

const WORKERD_CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "worker.bundle.mjs")],
      compatibilityDate = "2026-01-01")),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`

async function runInWorkerd(project: InstalledPackage, tasks: readonly Task[]): Promise<Run> {
  const path = installed('@cloudflare/workerd-linux-64/bin/workerd')
  const { text } = await bundle(project, 'worker.mjs', BUNDLES['a worker'])
  await project.write('worker.bundle.mjs', text)
  const config = await project.write('workerd.capnp', WORKERD_CONFIG)
  const workerd = spawn(path, ['serve', config, '--control-fd=1'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const printed: string[] = []
  const output = createInterface(workerd.stdout).on('line', line => printed.push(line))
  createInterface(workerd.stderr).on('line', line => printed.push(line))
  try {
    const [listening] = await once(output, 'line')
    const response = await fetch(`http://127.0.0.1:${JSON.parse(listening).port}`, {
      method: 'POST',
      body: JSON.stringify(tasks),
    })
    return { version: await versionOf(path), results: await response.json(), printed: printed.join('\n') }
  } finally {
    workerd.kill()
    await once(workerd, 'close')
  }
}

/** The page comes from another origin than the deployments. */
async function runInChromium(project: InstalledPackage, tasks: readonly Task[]): Promise<Run> {
  const { text: script } = await bundle(project, 'page.mjs', BUNDLES['a browser'])
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(`<script>${script}</script>`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const browser = await openChromium()
  try {
    const page = await browser.newPage()
    const printed: string[] = []
    page.on('console', message => printed.push(message.text()))
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const results = await page.evaluate(given => Reflect.get(globalThis, 'runTasks')(given), tasks)
    return { version: browser.browser()?.version() ?? '', results, printed: printed.join('\n') }
  } finally {
    await browser.close()
    server.close()
  }
}

/** The path of a program that test/runtimes/package.json brings. */
export function installed(path: string): string {
  return resolve('test/runtimes/node_modules', path)
}

async function versionOf(path: string): Promise<string> {
  const { stdout } = await execute(path, ['--version'])
  return /\d+\.\d+\.\d+|\d{4}-\d\d-\d\d/.exec(stdout)?.[0] ?? stdout.trim()
}
