/**
 * Makes many calls on one client, with one signal, and prints what they left behind: the child process of a leak
 * run, by `node --expose-gc --import tsx caller.ts URL CALLS`. It ends when nothing keeps it alive.
 */
import { getEventListeners } from 'node:events'
import { createDeploymentClient, type DeploymentClient } from '../../../src/index.js'
import { AT_ONCE, warmUp } from './expected.js'
import type { Leftovers } from './run.js'

const [, , url = '', calls = '0'] = process.argv
const deployment = createDeploymentClient({ url, token: 'a-token', contract: 'v1', retry: { limit: 1 } })
const { signal } = new AbortController()
const settled: Record<string, number> = {}

await makeCalls(warmUp(Number(calls)))
const before = await heapBytes()
await makeCalls(Number(calls))
const leftovers: Leftovers = {
  settled,
  listeners: getEventListeners(signal, 'abort').length,
  // Of the timers and sockets those that keep the process alive.
  resources: process.getActiveResourcesInfo().filter(name => /Timeout|Immediate|TCP/.test(name)),
  heapBytes: (await heapBytes()) - before,
}
process.stdout.write(JSON.stringify(leftovers))

async function makeCalls(count: number): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await settle(call(deployment, next++))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

/** A read or a write, whose number tells the server how to answer; what it never answers is given up. */
function call({ env, logStreams }: DeploymentClient, number: number): Promise<unknown> {
  const options = { signal, ...(number % 20 === 18 && { timeout: 50 }) }
  return number % 2 === 0
    ? logStreams.get(`call-${number}`, options)
    : env.set({ [`CALL_${number}`]: 'value' }, options)
}

async function settle(call: Promise<unknown>): Promise<void> {
  const ending = await call.then(
    () => 'success',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  )
  settled[ending] = (settled[ending] ?? 0) + 1
}

async function heapBytes(): Promise<number> {
  // What finalizers free is gone with the next round.
  for (let round = 0; round < 5; round++) {
    global.gc?.()
    await new Promise(resolve => setImmediate(resolve))
  }
  return process.memoryUsage().heapUsed
}
