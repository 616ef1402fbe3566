import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Row } from '../row.js'

const FOLDER = 'bench/peers'

/** Installs the peers, checks the types of the code that uses them, and measures on the Node that they need. */
export default async function measure(): Promise<Row[]> {
  const { platform, arch, execPath } = process
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'inherit' })
  run('npm', 'ci', '--prefix', FOLDER, '--ignore-scripts', '--no-audit', '--no-fund', '--silent')
  run('npx', 'tsc', '-p', FOLDER)
  const newer = `${FOLDER}/node_modules/node-${platform}-${arch}/bin/node`
  run(existsSync(newer) ? newer : execPath, '--import', 'tsx', `${FOLDER}/measure.ts`)
  return []
}
