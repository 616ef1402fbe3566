import { vi } from 'vitest'

/** What a call rejects with; one that succeeds fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => {
      throw new Error('The call succeeded.')
    },
    (error: unknown) => error,
  )
}

/**
 * The same call, with all the waits in it, and after it, passed: under fake timers, which make them short. Time stands
 * still during an operation of Web Crypto, which no timer decides.
 */
export async function afterWaits<Result>(call: Promise<Result>): Promise<Result> {
  let isSettled = false
  const settle = () => {
    isSettled = true
  }
  call.then(settle, settle)
  while (!isSettled) {
    const before = computed
    await turns()
    if (computing > 0 || computed > before) continue
    if (vi.getTimerCount() > 0) await vi.advanceTimersToNextTimerAsync()
  }
  // What comes after the end of a call comes, too.
  await vi.runAllTimersAsync()
  return call
}

/** The number of operations of Web Crypto that go on, and of those that ended. */
let computing = 0
let computed = 0
for (const [method, { value: operation }] of Object.entries(
  Object.getOwnPropertyDescriptors(SubtleCrypto.prototype),
)) {
  if (typeof operation !== 'function' || method === 'constructor') continue
  Reflect.set(crypto.subtle, method, async (...args: unknown[]) => {
    computing += 1
    try {
      return await Reflect.apply(operation, crypto.subtle, args)
    } finally {
      computing -= 1
      computed += 1
    }
  })
}

/** Waits for some turns of the event loop, whose own timers are not faked. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise(resolve => realImmediate(resolve))
}

const realImmediate = setImmediate
