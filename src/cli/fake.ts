import type { FakeDeployment, FakeState } from 'convex-deployment/fake'
import { errorCode } from '../config/node/error-code.js'
import { printable, quote, quoteAll } from '../text/quote.js'
import { command } from './command.js'
import { runChild } from './env/child.js'
import { leadsToConvex } from './env/convex-values.js'
import { openState, type StateFile } from './fake-state.js'
import { on, oneOf, own, text, whole } from './flags.js'
import type { Host } from './host.js'
import type { Interruption } from './interruption.js'
import type { Shapes } from './output.js'
import { EXIT, failed, unusable, usage } from './refusal.js'
import { styled } from './terminal/line.js'
import type { Terminal } from './terminal/terminal.js'

/** `fake`: serves a fake deployment until it is stopped, or for as long as a program runs. */
export const fake = command({
  name: 'fake',
  purpose: 'Serve a fake deployment, and print its URL and key or run a command on it',
  about:
    'A command after -- starts when the fake listens, with its URL and key in the\n' +
    'environment and without any other key or address of Convex. The fake ends with it. Its\n' +
    'exit code and signals pass through.\n\n' +
    'With --state the data outlive the fake, its key included: the next one with the same\n' +
    'file and --port has the same URL and key. A file that is not there is made, for you\n' +
    'alone, and one that another program changes meanwhile is left as it is.',
  takes: '[command...]',
  flags: [
    own({
      port: whole('<n>', 'the port; a free one by default'),
      name: text('<name>', 'its name; happy-otter-123 by default'),
      type: oneOf('<type>', 'dev (default), prod, preview or custom', ['dev', 'prod', 'preview', 'custom']),
      selfHosted: on('answer as a self-hosted one'),
      state: text('<file>', 'begin with the data in a file, and keep them there'),
      unignored: on('keep the file even if git does not ignore it'),
    }),
  ],
  example:
    'convex-deployment fake -- npm test\n' +
    'convex-deployment fake --type prod -- convex-deployment env plan app.env\n' +
    'convex-deployment fake --state .env.fake.json --port 3210',
  async run({ args, options, host, terminal, interruption }) {
    const { port, name, type: deploymentType, selfHosted, json } = options
    if (port !== undefined && port > 65_535) throw usage('--port takes a number of at most 65535.')
    if (name !== undefined && !/^[a-z0-9-]+$/.test(name)) {
      throw usage('--name takes lower-case letters, digits and hyphens, such as happy-otter-123.')
    }
    const kind = selfHosted ? 'selfHosted' : 'cloud'
    const library = await import('convex-deployment/fake')
    const file = await stateFileOf(options, host, terminal, interruption, library)
    const deployment = library.createFakeDeployment({
      ...(file?.state ? { state: file.state } : { name, deploymentType, kind }),
    })
    await deployment.listen(port).catch((error: unknown) => {
      throw failed(notListening(errorCode(error) ?? 'unknown reason', port))
    })
    const credentials = {
      CONVEX_SELF_HOSTED_URL: deployment.url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: deployment.token,
    }
    const finish = async () => {
      await deployment.close()
      return (await file?.end()) ?? true
    }
    let exitCode: number = EXIT.done
    try {
      await file?.keep(deployment)
      const place = file ? `whose data are in ${printable(`${options.state}`)}` : 'in memory'
      const [program, ...rest] = args
      if (program === undefined) {
        if (json) terminal.printRaw(`${JSON.stringify(dataOf(deployment))}\n`)
        else terminal.print(Object.entries(credentials).map(([variable, value]) => `${variable}='${value}'`))
        terminal.note(
          `A fake deployment ${place}. Save these lines to a file and name it by --credentials. A browser shows at the URL ` +
            'what it is asked. Ctrl-C stops it.',
        )
        await stopped(interruption.signal)
      } else {
        terminal.note(
          `A fake deployment ${place}, at ${deployment.url}: a browser shows what it is asked. It ends with the command.`,
        )
        exitCode = await runOn(credentials, [program, ...rest], host, terminal, interruption, finish)
      }
    } finally {
      if (!(await finish())) exitCode ||= EXIT.failed
    }
    return { exitCode }
  },
})

/** Returns what `--json` shows of a fake, whose key is no secret. */
function dataOf({ state, url, token }: FakeDeployment): Shapes['Fake'] {
  // Commands know it by its host, which proves no name.
  return { deployment: { name: new URL(url).host, url, type: state.deploymentType }, key: token, next: [] }
}

interface DataOptions {
  readonly state: string | undefined
  readonly unignored: boolean
  readonly name: string | undefined
  readonly type: string | undefined
  readonly selfHosted: boolean
}

/** Opens the file of the data, if one is named. Flags that say otherwise than it are refused. */
async function stateFileOf(
  { state: path, unignored, name, type, selfHosted }: DataOptions,
  host: Host,
  terminal: Terminal,
  { signal }: Interruption,
  library: typeof import('convex-deployment/fake'),
): Promise<StateFile | undefined> {
  if (path === undefined) {
    if (unignored) throw usage('--unignored is about the file of --state.')
    return undefined
  }
  const warn = (problem: string) =>
    terminal.note(styled('yellow', `The data are not saved any more: ${problem}`))
  const file = await openState(path, host, unignored, signal, library, warn)
  if (file.state) assertSame(file.state, { name, type, selfHosted }, printable(path))
  return file
}

function assertSame(
  state: FakeState,
  { name, type, selfHosted }: Pick<DataOptions, 'name' | 'type' | 'selfHosted'>,
  file: string,
): void {
  const differs = (flag: string, kept: string) =>
    unusable(`${file} holds a deployment ${kept}: leave out ${flag}, or name another file.`)
  if (name !== undefined && name !== state.name) throw differs('--name', `named ${quote(state.name)}`)
  if (type !== undefined && type !== state.deploymentType)
    throw differs('--type', `of the type ${quote(state.deploymentType)}`)
  if (selfHosted && state.kind !== 'selfHosted') throw differs('--self-hosted', 'of the cloud')
}

function notListening(code: unknown, port: number | undefined): string {
  if (port === undefined) return `No port can be listened on (${code}).`
  const advice = code === 'EADDRINUSE' ? ' Another program has it: leave out --port for a free one.' : ''
  return `Port ${port} can't be listened on (${code}).${advice}`
}

/** Runs a program that knows no deployment but the fake: a test must not reach production by another key or address. */
async function runOn(
  credentials: Readonly<Record<string, string>>,
  [program, ...args]: readonly [string, ...string[]],
  host: Host,
  terminal: Terminal,
  interruption: Interruption,
  finish: () => Promise<unknown>,
): Promise<number> {
  const own = { ...NO_OTHER, ...credentials }
  const kept = Object.entries(host.environment).filter(([name, value]) => !leadsToConvex(name, value))
  const complete = { ...Object.fromEntries(kept), ...own }
  const withheld = Object.keys(host.environment).filter(name => !Object.hasOwn(complete, name))
  if (withheld.length > 0)
    terminal.note(styled('yellow', `Not handed over, as keys or addresses of Convex: ${quoteAll(withheld)}.`))
  interruption.signal.throwIfAborted()
  return runChild(program, args, complete, host, () => interruption.end(), finish)
}

/**
 * Keeps Convex's own command from the keys and the selection in `.env.local`, which it reads for each variable that is not
 * set. Its word for a key that does not count is known to this package, too.
 */
const NO_OTHER = {
  CONVEX_DEPLOY_KEY: '<ignore_deploy_key>',
  CONVEX_DEPLOYMENT_TOKEN: '<ignore_deploy_key>',
  CONVEX_DEPLOYMENT: '',
}

/** Waits until somebody asks to stop. A signal that came before is not announced again. */
function stopped(signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))
}
