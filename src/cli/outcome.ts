import type { Line } from './terminal/line.js'

/** What a command came to. */
export interface Outcome {
  /** What `--json` prints; nothing for a command that has printed all there is. */
  readonly data?: object
  /** What is printed on stdout otherwise. */
  readonly lines?: readonly Line[]
  /** Printed on stdout in place of lines: to the byte, but on a terminal without what could steer it. */
  readonly raw?: string
  /** @default 0 */
  readonly exitCode?: number
}
