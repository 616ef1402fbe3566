/**
 * Reading data sync pages losslessly, beside `JSON.parse`, in time and in peak memory: `npm run bench:lossless` (on Linux, for its peaks).
 * Each measurement has a process of its own; rounds are interleaved, and the medians compared.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseLossless } from '../src/text/lossless-json.js'

const SIZE = 64 * 1024 * 1024
const ROUNDS = 5
const MOST_TIME = 3
const MOST_MEMORY = 2.5

const EXACT = new Set(['snapshotTs', 'ts', 'value'])
const CONTENDERS = {
  native: (text: string) => JSON.parse(text),
  lossless: (text: string) => parseLossless(text, EXACT),
}
const DOCUMENTS = {
  'small documents': (n: number) =>
    `{"_id":"j57b2n8m4v6c0x9z3q5w7e1r4t6y${n}","_creationTime":${n}.5,"count":${n % 100},"total":90071992547${n},"name":"otter ${n}","tags":["a","b"]}`,
  'long strings': (n: number) =>
    `{"_id":"j57b2n8m4v6c0x9z3q5w7e1r4t6y${n}","n":${n},"body":"${'otter \\n pond '.repeat(700)}"}`,
}

type Contender = keyof typeof CONTENDERS
type Shape = keyof typeof DOCUMENTS
interface Measured {
  readonly ms: number
  readonly bytes: number
}

const [contender, shape] = process.argv.slice(2)
if (contender !== undefined && shape !== undefined) measure(contender, shape)
else compare()

function compare(): void {
  console.log(`64 MiB pages, medians of ${ROUNDS} interleaved rounds, Node ${process.versions.node}\n`)
  console.log('page              JSON.parse            lossless              time    memory')
  let failed = false
  for (const page of ['small documents', 'long strings'] satisfies Shape[]) {
    const rounds = Array.from({ length: ROUNDS }, () => ({
      native: spawn('native', page),
      lossless: spawn('lossless', page),
    }))
    const native = medians(rounds.map(round => round.native))
    const lossless = medians(rounds.map(round => round.lossless))
    const [time, memory] = [lossless.ms / native.ms, lossless.bytes / native.bytes]
    failed ||= time > MOST_TIME || memory > MOST_MEMORY
    console.log(
      `${page.padEnd(16)}  ${shown(native)}  ${shown(lossless)}  ${time.toFixed(2)} x  ${memory.toFixed(2)} x`,
    )
  }
  console.log(
    `\nat most ${MOST_TIME} x the time and ${MOST_MEMORY} x the memory: ${failed ? 'FAILED' : 'kept'}`,
  )
  process.exitCode = failed ? 1 : 0
}

/** Runs one measurement in a process of its own. */
function spawn(who: Contender, page: Shape): Measured {
  const args = [...process.execArgv, '--expose-gc', fileURLToPath(import.meta.url), who, page]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

function measure(who: string, page: string): void {
  const parse = Object.entries(CONTENDERS).find(([name]) => name === who)?.[1]
  const document = Object.entries(DOCUMENTS).find(([name]) => name === page)?.[1]
  if (!parse || !document) throw new Error(`There is no ${who} or no ${page}.`)
  const text = writePage(document)
  // Once on a small page, so that no compiler runs in the measurement of one and not of the other.
  for (let i = 0; i < 20; i++) parse(`{"values":[{"ts":${i},"value":${document(i)}}]}`)
  globalThis.gc?.()
  resetPeak()
  const started = performance.now()
  const parsed = parse(text)
  const ms = performance.now() - started
  const bytes = peak()
  if (typeof parsed !== 'object') throw new Error('Nothing was parsed.')
  console.log(JSON.stringify({ ms, bytes }))
}

/** Making the page took more memory than parsing may: the peak is counted from here on, the text included. */
function resetPeak(): void {
  writeFileSync('/proc/self/clear_refs', '5')
}

function peak(): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Number(kilobytes) * 1024
}

function writePage(document: (n: number) => string): string {
  const values: string[] = []
  for (let size = 0, n = 0; size < SIZE; n++) {
    const value = `{"component":"","table":"messages","ts":17638872000000${n}${n % 10},"deleted":false,"value":${document(n)}}`
    values.push(value)
    size += value.length
  }
  const page = `{"status":{"type":"snapshotting"},"truncates":[],"values":[${values.join(',')}],"syncId":"s"}`
  // Flat, as a body that was decoded in one go: joined strings are flattened on the first look at a character.
  return Buffer.from(page).toString()
}

function medians(measured: readonly Measured[]): Measured {
  return { ms: median(measured.map(({ ms }) => ms)), bytes: median(measured.map(({ bytes }) => bytes)) }
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

function shown({ ms, bytes }: Measured): string {
  return `${ms.toFixed(0).padStart(6)} ms ${(bytes / 2 ** 20).toFixed(0).padStart(6)} MiB`
}
