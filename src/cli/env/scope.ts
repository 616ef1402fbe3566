import { matcher } from '../../resources/environment/names.js'
import type { Flags } from '../flags.js'

/** Whether a variable is one of those that `--only` and `--except` let a command touch. */
export function scopeOf(flags: Flags): (name: string) => boolean {
  const inScope = matcher('--only', flags.list('only'))
  const spared = matcher('--except', flags.list('except'))
  return name => (!flags.has('only') || inScope(name)) && !spared(name)
}
