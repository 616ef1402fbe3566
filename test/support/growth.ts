/** Less than this is noise: such work is done again and again until it counts. */
const LEAST_MS = 20
/** A growth below this is not measured again: noise only adds. */
const CLEARLY_LINEAR = 16
const MOST_ROUNDS = 8

/**
 * Returns how many times as long work takes on an input of eight times the length: the processor's time, the least of
 * several rounds.
 */
export function growth<Input>(work: (input: Input) => unknown, short: Input, long: Input): number {
  const times = Math.ceil(LEAST_MS / Math.max(0.1, spent(work, short, 1)))
  let [ofShort, ofLong] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < MOST_ROUNDS && !(ofLong / ofShort < CLEARLY_LINEAR); round++) {
    ofShort = Math.min(ofShort, spent(work, short, times))
    ofLong = Math.min(ofLong, spent(work, long, times))
  }
  return ofLong / ofShort
}

function spent<Input>(work: (input: Input) => unknown, input: Input, times: number): number {
  const before = process.cpuUsage()
  for (let time = 0; time < times; time++) work(input)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
