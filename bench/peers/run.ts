/** Installs the peers, checks the types of what uses them, and runs the measuring on the Node that they want. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const { platform, arch, execPath } = process
const folder = 'bench/peers'
const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'inherit' })

run('npm', 'ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--silent')
run('npx', 'tsc', '-p', folder)
const newer = `${folder}/node_modules/node-${platform}-${arch}/bin/node`
run(existsSync(newer) ? newer : execPath, '--import', 'tsx', `${folder}/measure.ts`)
