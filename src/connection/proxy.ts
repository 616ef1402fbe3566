import { refusal } from '../errors.js'
import { processEnvironment } from './environment.js'

declare const process: { readonly execArgv?: readonly string[] } | undefined

/**
 * Refuses an origin of plain HTTP that the runtime would reach through a proxy, which would read the key and all values.
 * Bun and Deno obey the variables of a proxy for loopback, too; Node where it is told to.
 * @throws {InvalidInputError} naming the variable that sets the proxy, and the host to exempt
 */
export function assertNoProxy(origin: string): void {
  const { protocol, hostname } = new URL(origin)
  if (protocol !== 'http:') return
  const variable = proxyVariables().find(readVariable)
  if (variable === undefined || isExempt(hostname)) return
  throw refusal(
    'url',
    `${variable} would send key and values in plain text to a proxy. Add ${hostname} to NO_PROXY.`,
  )
}

/** Returns true if the environment has a proxy for https, and this is Node: it may be too old to use it, or not told to. */
export function mayMissProxy(): boolean {
  return proxyVariables().length < 4 && ['HTTPS_PROXY', 'https_proxy'].some(readVariable)
}

/** Returns the variables that set a proxy for plain HTTP in this runtime. */
function proxyVariables(): readonly string[] {
  const usual = ['http_proxy', 'HTTP_PROXY']
  if ('Bun' in globalThis || 'Deno' in globalThis) return [...usual, 'all_proxy', 'ALL_PROXY']
  const own = typeof process === 'undefined' ? [] : (process.execArgv ?? [])
  const flags = [readVariable('NODE_OPTIONS'), ...own]
  const isTold = !['', '0'].includes(readVariable('NODE_USE_ENV_PROXY'))
  return isTold || flags.join(' ').includes('--use-env-proxy') ? usual : []
}

/**
 * Returns true if `NO_PROXY` exempts a host in every runtime's reading of it: they disagree on white space between
 * entries, on ports, on which of the two spellings counts, and on `*`, which Deno does not know.
 */
function isExempt(hostname: string): boolean {
  const lists = ['no_proxy', 'NO_PROXY'].map(readVariable).filter(Boolean)
  const names = (entry: string) => entry === hostname || (entry === '*' && !('Deno' in globalThis))
  const isIn = (list: string) => list.split(',').some(entry => names(entry.trim()))
  return lists.length > 0 && lists.every(isIn)
}

/** Reads a variable. Deno may not let this program see it: then it is taken for unset. */
function readVariable(name: string): string {
  try {
    return processEnvironment()[name]?.trim() ?? ''
  } catch {
    return ''
  }
}
