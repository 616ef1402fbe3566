import { isObject } from '../text/member.js'

/** Marks what has to be there, whatever it is: it is neither compared nor changed, and a plan without it has a problem. */
export interface Keep {
  readonly keep: true
}

/** Returns true for `{ keep: true }`, and for nothing that says more. */
export function isKeep(value: unknown): value is Keep {
  return isObject(value) && `${Object.keys(value)}` === 'keep' && value.keep === true
}
