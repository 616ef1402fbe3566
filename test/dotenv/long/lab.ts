import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Reads } from '../support/releases.js'

/** A project of its own in a temporary folder, with the real releases of dotenv and Node in it. */
export interface Lab {
  readonly folder: string
  readonly dotenvs: readonly (readonly [name: string, read: Reads])[]
  readonly nodes: readonly { readonly name: string; readonly path: string }[]
  remove(): void
}

const DOTENV_VERSIONS = ['16.4.7', '16.6.1', '17.4.2', '18.0.10']
const NODE_VERSIONS = ['20.20', '22', '24', '26']

/** Installs what the proof needs, from npm alone and without install scripts. */
export function createLab(): Lab {
  const folder = mkdtempSync(join(tmpdir(), 'prove-dotenv-'))
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const packages = [
    ...DOTENV_VERSIONS.map(version => `dotenv-${version}@npm:dotenv@${version}`),
    ...NODE_VERSIONS.map(version => `node-${version}@npm:${nodePackage()}@${version}`),
  ]
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--silent', ...packages], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const nodes = NODE_VERSIONS.map(version => {
    const path = join(folder, 'node_modules', `node-${version}`, 'bin', 'node')
    const exact = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim().slice(1)
    return { name: `Node ${exact}`, path }
  })
  return { folder, dotenvs: loadDotenvs(folder), nodes, remove: () => rmSync(folder, { recursive: true }) }
}

function loadDotenvs(folder: string): Lab['dotenvs'] {
  const require = createRequire(join(folder, 'package.json'))
  const readers = DOTENV_VERSIONS.map(version => {
    const { parse }: typeof import('dotenv18') = require(`dotenv-${version}`)
    return { version, parse }
  })
  const plain = readers.map(
    ({ version, parse }) => [`dotenv ${version}`, (text: string) => parse(text)] as const,
  )
  const fast = readers
    .filter(({ version }) => version.startsWith('18'))
    .map(({ version, parse }) => {
      return [`dotenv ${version} fast`, (text: string) => parse(text, { fast: true })] as const
    })
  return [...plain, ...fast]
}

/** The package that holds a Node binary for this machine: the package `node` would fetch it by an install script. */
function nodePackage(): string {
  const { platform, arch } = process
  return `${platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node'}-${platform}-${arch}`
}
