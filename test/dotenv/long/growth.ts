/**
 * Reads and writes texts of one megabyte and of eight, in turn, and fails where eight take more than 20 times the
 * processor's time of one: 8 times is linear, 64 times is square. Run by `npm run prove input`.
 */
import { parseEnv, stringifyEnv } from '../../../src/dotenv/index.js'
import { growth } from '../../support/growth.js'
import { LONG_TEXTS, MEGABYTE } from './texts.js'

const MOST = 20

let failed = 0
for (const [about, repeat] of LONG_TEXTS) {
  for (const [what, work] of [
    ['read', parseEnv],
    ['written', write],
  ] as const) {
    let ratio = Number.POSITIVE_INFINITY
    // Collecting garbage at a bad moment spoils a measurement: what is square is so every time.
    for (let tries = 0; tries < 3 && ratio > MOST; tries++) {
      ratio = growth(work, repeat(MEGABYTE), repeat(8 * MEGABYTE))
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
