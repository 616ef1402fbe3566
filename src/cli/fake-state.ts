import type { FakeDeployment, FakeState } from 'convex-deployment/fake'
import { printable } from '../text/quote.js'
import { atMost, withoutMark } from './bytes.js'
import { readNamed } from './files.js'
import type { Host } from './host.js'
import { jsonOrRefusal } from './json.js'
import { checkPrivateFile, type PrivateFile, writePrivately } from './private-file.js'
import { Refusal, refused, unusable } from './refusal.js'

/** The part of the library that writes and reads the data of a fake. It is loaded with it. */
interface StateText {
  readonly parseState: (text: string) => FakeState
  readonly stringifyState: (state: FakeState) => string
}

/** The data of a fake, the text of the file that holds them, and the same as this command would write it. */
interface Loaded {
  readonly text: string
  readonly state: FakeState
  readonly written: string
}

/** A file that is kept equal to the data of a fake. */
export interface StateFile {
  /** The data that it held at the start, if it was there. */
  readonly state: FakeState | undefined
  /** Makes the file if it is not there, and writes to it what changes, at most once a second. */
  keep(deployment: FakeDeployment): Promise<void>
  /** Writes what is not written yet. Returns false if the file does not hold all. */
  end(): Promise<boolean>
}

/** More bytes than any session writes. */
const MOST_STATE = 256 * 1024 * 1024
const PAUSE_MS = 1_000
/** The part of the time that writing may take, as its inverse: a large state is written less often. */
const SHARE = 10

/**
 * Reads the file of a state, if it is there.
 * @param warn receives why the file is not kept any more
 * @throws {Refusal} if it can't be written, Git would take it, or it holds something else
 */
export async function openState(
  file: string,
  host: Host,
  unignored: boolean,
  signal: AbortSignal,
  library: StateText,
  warn: (problem: string) => void,
): Promise<StateFile> {
  const target: PrivateFile = { file, host, holds: 'values', unignored, neverStdout: true }
  const read = () => readNamed(host.folder, file, signal, printable(file), atMost(file, MOST_STATE))
  const loaded = (await checkPrivateFile(target)) ? load(await read(), printable(file), library) : undefined
  return createStateFile(target, loaded, library, warn)
}

function load(text: string, shown: string, { parseState, stringifyState }: StateText): Loaded {
  try {
    const state = parseState(withoutMark(text))
    return { text, state, written: stringifyState(state) }
  } catch (error) {
    jsonOrRefusal(text, shown)
    const problem = error instanceof TypeError ? error.message : 'it nests too deep'
    throw unusable(`${shown} can't be loaded as the state of a fake, and is left as it is: ${problem}.`)
  }
}

function createStateFile(
  target: PrivateFile,
  loaded: Loaded | undefined,
  { stringifyState }: StateText,
  warn: (problem: string) => void,
): StateFile {
  let { text: held, written } = loaded ?? {}
  let save = () => Promise.resolve()
  let saving = Promise.resolve()
  let timer: ReturnType<typeof setTimeout> | undefined
  let problem: string | undefined

  async function write({ state }: FakeDeployment): Promise<void> {
    const text = stringifyState(state)
    if (text === written) return
    const exists = await checkPrivateFile(target)
    if (exists && (await textOf(target)) !== held) throw changed(target)
    await writePrivately({ ...target, keepsExisting: !exists }, text)
    held = text
    written = text
    problem = undefined
  }

  async function tryToWrite(deployment: FakeDeployment): Promise<void> {
    try {
      await write(deployment)
    } catch (error) {
      const isFirst = problem === undefined
      problem = error instanceof Error ? printable(error.message) : 'unknown reason'
      if (isFirst) warn(problem)
    }
  }

  function wait(ms: number, deployment: FakeDeployment, seen: readonly unknown[]): void {
    timer = setTimeout(async () => {
      const now = traceOf(deployment)
      if (now.every((part, index) => part === seen[index])) return wait(PAUSE_MS, deployment, seen)
      const start = performance.now()
      saving = save()
      await saving
      if (timer) wait(Math.max(PAUSE_MS, SHARE * (performance.now() - start)), deployment, now)
    }, ms)
  }

  return {
    state: loaded?.state,
    async keep(deployment) {
      const seen = traceOf(deployment)
      await write(deployment)
      save = () => tryToWrite(deployment)
      wait(PAUSE_MS, deployment, seen)
    },
    async end() {
      clearTimeout(timer)
      timer = undefined
      await saving
      await save()
      return problem === undefined
    },
  }
}

/** Returns parts of a fake of which one is another after anything that may have changed its data. */
function traceOf({ requests, deliveries, state }: FakeDeployment): readonly unknown[] {
  return [requests.at(-1), deliveries.at(-1), state.auditLog]
}

/** Reads the file once more. What can't be read is not what this process has written. */
async function textOf({ file, host }: PrivateFile): Promise<string | undefined> {
  const never = new AbortController().signal
  return readNamed(host.folder, file, never, printable(file), atMost(file, MOST_STATE)).catch(
    (error: unknown) => {
      if (error instanceof Refusal) return undefined
      throw error
    },
  )
}

function changed({ file }: PrivateFile): Refusal {
  return refused(
    `${printable(file)} was changed by another program, perhaps a second fake, and is left as it is.`,
  )
}
