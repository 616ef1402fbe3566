import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Host } from '../host.js'

/** The keyboard of a terminal that a command holds: nothing that is typed shows, and what nobody listens to is dropped. */
export interface Keyboard {
  /** Hands over what is typed from now on; `undefined` is its end. Returns what stops it. */
  listen(receive: (bytes: Uint8Array | undefined) => void): () => void
  /** Waits until all that was typed so far is read. */
  caughtUp(): Promise<void>
  /** Waits until nothing is typed for a moment, as the lines of a paste follow each other. */
  quiet(): Promise<void>
  /** Gives the keyboard back, once it is quiet: the rest of a paste must not reach the shell. */
  release(): Promise<void>
}

/** A pause that no paste has, but everybody who types, in milliseconds. */
const MOMENT = 200
/** The time in which a terminal hands over what is in its buffer. */
const HANDOVER = 30
/** The time for which a command that is over still waits for the keyboard to be quiet. */
const PATIENCE = 5_000

const CTRL_C = 0x03

/**
 * Takes the keyboard from the terminal, which no longer shows what is typed, nor heeds its keys.
 * @param interrupt does what Ctrl-C does
 */
export function takeKeyboard(stdin: Host['stdin'], interrupt: () => void): Keyboard {
  let receive: (bytes: Uint8Array | undefined) => void = () => {}
  let typedAt = Number.NEGATIVE_INFINITY
  let isOver = false

  const onData = (bytes: Uint8Array) => {
    typedAt = performance.now()
    // In a paste, too: it may be one that never ends.
    if (bytes.includes(CTRL_C)) interrupt()
    else receive(bytes)
  }
  const onEnd = () => {
    isOver = true
    receive(undefined)
  }
  stdin.setRawMode?.(true)
  stdin.on('data', onData).on('end', onEnd).on('error', onEnd).resume()

  /** Waits, and then for one look at the terminal: on a busy machine a timer alone may come first. */
  const wait = async (ms: number) => {
    await setTimeout(ms)
    await setImmediate()
  }
  const quiet = async () => {
    const start = performance.now()
    for (;;) {
      const now = performance.now()
      const left = typedAt + MOMENT - now
      if (left <= 0 || isOver || now - start > PATIENCE) return
      await wait(left)
    }
  }
  return {
    listen(listener) {
      receive = listener
      if (isOver) queueMicrotask(() => receive === listener && listener(undefined))
      return () => {
        receive = () => {}
      }
    },
    caughtUp: () => wait(HANDOVER),
    quiet,
    async release() {
      await quiet()
      stdin.off('data', onData).off('end', onEnd).pause()
      if (!isOver) stdin.setRawMode?.(false)
    },
  }
}
