/**
 * Runs work over items, some at once, and yields each result as it comes. Work never rejects, and none is under way once
 * the loop over the results has ended.
 */
export async function* settleAll<Item, Result>(
  items: Iterable<Item>,
  concurrency = 8,
  work: (item: Item) => Promise<Result>,
): AsyncIterableIterator<Result> {
  const running = new Set<Promise<() => Result>>()
  try {
    for (const item of items) {
      // Taken out when it is yielded: several may settle between two looks.
      const own: Promise<() => Result> = work(item).then(result => () => {
        running.delete(own)
        return result
      })
      running.add(own)
      if (running.size === concurrency) yield (await Promise.race(running))()
    }
    while (running.size > 0) yield (await Promise.race(running))()
  } finally {
    await Promise.all(running)
  }
}
