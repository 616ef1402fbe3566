import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseLossless } from '../src/text/lossless-json.js'
import { compare, cpuTime, median } from './ratio.js'
import { milliseconds, type Row, ratioRow } from './row.js'

const SIZE = 32 * 1024 * 1024
const MOST_TIME = 3.25
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
interface Measured {
  readonly ms: number
  readonly bytes: number
}

const [contender, shape] = process.argv.slice(2)
if (contender !== undefined && shape !== undefined) await parsePage(contender, shape)

/** Measures reading data sync pages losslessly, compared with `JSON.parse`: CPU time and, on Linux, peak memory. */
export default async function measure(): Promise<Row[]> {
  const rows: Row[] = []
  for (const page of Object.keys(DOCUMENTS)) {
    const memory: { readonly [who in Contender]: number[] } = { native: [], lossless: [] }
    const time = (who: Contender) => async () => {
      const { ms, bytes } = parseInChild(who, page)
      memory[who].push(bytes)
      return ms
    }
    const parsing = await compare(
      { native: time('native'), lossless: time('lossless') },
      { rounds: 3, warmUp: 0 },
    )
    const [bytes, nativeBytes] = [median(memory.lossless), median(memory.native)]
    rows.push(
      ratioRow(`reading 32 MiB of ${page} losslessly`, {
        ours: milliseconds(parsing.cost('lossless')),
        reference: `\`JSON.parse\`: ${milliseconds(parsing.cost('native'))}`,
        ratio: parsing.ratio('lossless', 'native'),
        limit: MOST_TIME,
      }),
      ratioRow(`the peak of the memory for ${page}`, {
        ours: mebibytes(bytes),
        reference: `\`JSON.parse\`: ${mebibytes(nativeBytes)}`,
        ratio: bytes / nativeBytes,
        limit: MOST_MEMORY,
      }),
    )
  }
  return rows
}

/** Parses in a separate process, which has its own peak. */
function parseInChild(who: Contender, page: string): Measured {
  const args = [...process.execArgv, '--expose-gc', fileURLToPath(import.meta.url), who, page]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

async function parsePage(who: string, page: string): Promise<void> {
  const parse = Object.entries(CONTENDERS).find(([name]) => name === who)?.[1]
  const document = Object.entries(DOCUMENTS).find(([name]) => name === page)?.[1]
  if (!parse || !document) throw new Error(`There is no ${who} or no ${page}.`)
  const text = writePage(document)
  // Once on a small page, so that no compiler runs in the measurement of one and not of the other.
  for (let i = 0; i < 20; i++) parse(`{"values":[{"ts":${i},"value":${document(i)}}]}`)
  globalThis.gc?.()
  resetPeak()
  let parsed: unknown
  const ms = await cpuTime(async () => (parsed = parse(text)))
  const bytes = peak()
  if (typeof parsed !== 'object') throw new Error('Nothing was parsed.')
  console.log(JSON.stringify({ ms, bytes }))
}

/** Resets the peak, the text included: writing the page takes more memory than parsing may. */
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
  // A flat string, like a decoded body: V8 flattens a joined string on the first access to a character.
  return Buffer.from(page).toString()
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`
}
