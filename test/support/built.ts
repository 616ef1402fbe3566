import { inject } from 'vitest'

/** Waits until `build.ts` has built the package. */
const answer = await fetch(inject('built'))
if (!answer.ok) throw new Error(await answer.text())
