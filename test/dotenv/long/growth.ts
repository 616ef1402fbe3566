/**
 * Reads and writes texts of half a megabyte and of a whole one, in turn, and fails where the whole takes more than
 * 3.2 times the processor's time of the half: twice is linear, four times is square. Run by `npm run prove input`.
 */
import { parseEnv, stringifyEnv } from '../../../src/dotenv/index.js'
import { LONG_TEXTS, MEGABYTE } from './texts.js'

const ROUNDS = 7
const MOST = 3.2
/** Less than this is noise: such a text is read again and again until it counts. */
const LEAST_MS = 20

let failed = 0
for (const [about, repeat] of LONG_TEXTS) {
  for (const [what, work] of [
    ['read', parseEnv],
    ['written', write],
  ] as const) {
    let ratio = Number.POSITIVE_INFINITY
    // Collecting garbage at a bad moment spoils a measurement: what is square is so every time.
    for (let tries = 0; tries < 3 && ratio > MOST; tries++) {
      ratio = growth(work, repeat(MEGABYTE / 2), repeat(MEGABYTE))
    }
    if (ratio > MOST) failed += 1
    console.log(
      `${ratio.toFixed(2).padStart(6)}  ${what.padEnd(8)} ${about}${ratio > MOST ? '  <- too much' : ''}`,
    )
  }
}
console.log(failed === 0 ? `Nothing grows by more than ${MOST}.` : `${failed} grow by more than ${MOST}.`)
process.exitCode = failed === 0 ? 0 : 1

function write(text: string): unknown {
  return stringifyEnv([{ name: 'A', value: text }])
}

/** How many times as long the longer text takes, by the least of several rounds. */
function growth(work: (text: string) => unknown, short: string, long: string): number {
  const times = Math.ceil(LEAST_MS / Math.max(0.1, spent(work, short, 1)))
  const least = { short: Number.POSITIVE_INFINITY, long: Number.POSITIVE_INFINITY }
  for (let round = 0; round < ROUNDS; round++) {
    least.short = Math.min(least.short, spent(work, short, times))
    least.long = Math.min(least.long, spent(work, long, times))
  }
  return least.long / least.short
}

/** The processor's milliseconds that work takes, done so many times. */
function spent(work: (text: string) => unknown, text: string, times: number): number {
  const before = process.cpuUsage()
  for (let time = 0; time < times; time++) work(text)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
