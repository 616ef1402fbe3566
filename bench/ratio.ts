/**
 * Compares what contenders cost by interleaved rounds, each by the lower quartile of them. A busy machine only
 * ever adds, to CPU time, too: the median grows with it, and the cheapest round is one that collected no garbage.
 */

/** A function that runs once and returns its cost, such as CPU milliseconds. */
export type Contender = () => Promise<number>

/** The costs of contenders and their ratios. */
export interface Comparison<Name extends string> {
  /** Returns the cost of a round, by the lower quartile. */
  cost(of: Name): number
  /** Returns how many times the cost of another that is. */
  ratio(of: Name, beside: Name): number
}

/** Runs every contender once a round. Each is the first in turn: one collects the garbage of the one before. */
export async function compare<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  { rounds, warmUp = 1 }: { readonly rounds: number; readonly warmUp?: number },
): Promise<Comparison<Name>> {
  const order = Object.entries<Contender>(contenders)
  const costs = new Map<string, number[]>()
  for (let round = -warmUp; round < rounds; round++) {
    order.push(...order.splice(0, 1))
    for (const [name, run] of order) {
      const cost = await run()
      if (round >= 0) costs.set(name, [...(costs.get(name) ?? []), cost])
    }
  }
  const cost = (of: Name) => quantile(costs.get(of) ?? [], 0.25)
  return { cost, ratio: (of, beside) => cost(of) / cost(beside) }
}

/** Returns the CPU milliseconds that work takes in this process, in all threads. */
export async function cpuTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5)
}

function quantile(numbers: readonly number[], share: number): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * share)] ?? Number.NaN
}
