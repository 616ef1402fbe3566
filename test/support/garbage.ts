import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Has the runtime collect now what it may collect at any time. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}
