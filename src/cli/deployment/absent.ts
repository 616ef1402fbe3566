import { NotFoundError } from '../../index.js'
import { absent } from '../refusal.js'

/** Returns a function that says of a 404 that there is no such deployment, and throws any other error again. */
export function asAbsent(name: string): (error: unknown) => never {
  return error => {
    if (error instanceof NotFoundError && error.code !== undefined)
      throw absent(`There is no deployment ${asTyped(name)} that the token can see.`)
    throw error
  }
}

/** Returns nothing for a 404 that says that there is no such thing, and throws any other error again. */
export function unlessAbsent(error: unknown): undefined {
  if (!(error instanceof NotFoundError) || error.code === undefined) throw error
}

/** Returns a slug, a name or a reference as a message repeats it. Somebody may have typed a token in its place: that is not. */
export function asTyped(text: string): string {
  return isNameOfPlatform(text) ? `"${text}"` : '"…"'
}

/** Returns true for a text that can be a slug, a name or a reference, and is no token. */
export function isNameOfPlatform(text: string): boolean {
  return /^[a-z0-9./:-]{1,100}$/.test(text)
}
