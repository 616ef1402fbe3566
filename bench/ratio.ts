/**
 * Compares the costs of contenders by interleaved rounds. On a busy machine CPU time grows by half, but the ratio within
 * a round stays, and the median of these ratios hardly changes.
 */

/** A function that runs once and returns its cost, such as CPU milliseconds. */
export type Contender = () => Promise<number>

/** The costs of contenders and their ratios. */
export interface Comparison<Name extends string> {
  /** Returns the median cost. */
  cost(of: Name): number
  /** Returns the median of the rounds' ratios. */
  ratio(of: Name, reference: Name): number
}

/** Runs every contender once a round. Each is the first in turn: one collects the garbage of the one before. */
export async function compare<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  { rounds, warmUp = 1 }: { readonly rounds: number; readonly warmUp?: number },
): Promise<Comparison<Name>> {
  const order = Object.entries<Contender>(contenders)
  const costs: Map<string, number>[] = []
  for (let round = -warmUp; round < rounds; round++) {
    order.push(...order.splice(0, 1))
    const cost = new Map<string, number>()
    for (const [name, run] of order) cost.set(name, await run())
    if (round >= 0) costs.push(cost)
  }
  const costsOf = (name: Name) => costs.map(cost => cost.get(name) ?? Number.NaN)
  return {
    cost: of => median(costsOf(of)),
    ratio: (of, to) => {
      const others = costsOf(to)
      return median(costsOf(of).map((cost, round) => cost / (others[round] ?? Number.NaN)))
    },
  }
}

/** Returns the CPU milliseconds that work takes in this process, in all threads. */
export async function cpuTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
