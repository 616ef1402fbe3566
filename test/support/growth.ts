/** Less than this is noise: such work is done again and again until it counts. */
const LEAST_MS = 20
const ROUNDS = 2

/** Returns how many times as long work on the longer input takes: the processor's time, the least of several rounds. */
export function growth<Input>(work: (input: Input) => unknown, short: Input, long: Input): number {
  const times = Math.ceil(LEAST_MS / Math.max(0.1, spent(work, short, 1)))
  const least = { short: Number.POSITIVE_INFINITY, long: Number.POSITIVE_INFINITY }
  for (let round = 0; round < ROUNDS; round++) {
    least.short = Math.min(least.short, spent(work, short, times))
    least.long = Math.min(least.long, spent(work, long, times))
  }
  return least.long / least.short
}

function spent<Input>(work: (input: Input) => unknown, input: Input, times: number): number {
  const before = process.cpuUsage()
  for (let time = 0; time < times; time++) work(input)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
