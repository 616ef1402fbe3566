import { spawnSync } from 'node:child_process'
import type { Case } from '../support/neighbours.js'
import type { Row } from './table.js'

/** Has the shells of this machine read the texts; counts variables. */
export function readByShells(what: string, texts: readonly Case[]): Row[] {
  return ['sh', 'bash', 'dash'].filter(isInstalled).map(shell => {
    const wrong = texts.map(one => wrongVariables(shell, one))
    return { what, reader: shell, cases: count(texts), wrong: wrong.reduce((sum, some) => sum + some, 0) }
  })
}

function isInstalled(shell: string): boolean {
  return spawnSync(shell, ['-c', 'exit 0']).status === 0
}

function wrongVariables(shell: string, { text, values }: Case): number {
  const names = Object.keys(values)
  const print = `printf '%s\\0' ${names.map(name => `"$${name}"`).join(' ')}\n`
  const printed = spawnSync(shell, { input: text + print, encoding: 'utf8' }).stdout.split('\0')
  return names.filter((name, index) => printed[index] !== values[name]).length
}

function count(texts: readonly Case[]): number {
  return texts.reduce((sum, { values }) => sum + Object.keys(values).length, 0)
}
