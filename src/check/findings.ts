import type { Followed } from './follow.js'
import { createGuards, type Guards } from './guards.js'
import type { Occurrences } from './occurrences.js'
import type { Path } from './syntax.js'

/** A place where code reads a variable. */
export interface Read {
  readonly name: string
  readonly path: Path
  /** The place that shows it. */
  readonly offset: number
  /** The fate of the value. */
  readonly followed: Followed
}

/** A place where code may read variables, and which ones can't be known. */
export interface Unclear {
  readonly path: Path
  readonly reason: string
}

/** The variables that the code of a project reads. */
export interface ReadsFound {
  readonly reads: readonly Read[]
  readonly unclear: readonly Unclear[]
  /** The variables that the code sets itself. */
  readonly written: ReadonlySet<string>
}

/** Follows the value of a variable, once all places that read one are known. */
export type Follow = (guards: Guards) => Followed

/** Collects what is found. */
export interface Findings {
  addRead(name: string, path: Path, follow: Follow, offset?: number): void
  addUnclear(path: Path, reason: string): void
  addWritten(name: string): void
  finish(): ReadsFound
}

/** The variables that every deployment has, and the one that the bundler writes into the code. */
export const ALWAYS_THERE: ReadonlySet<string> = new Set(['CONVEX_CLOUD_URL', 'CONVEX_SITE_URL', 'NODE_ENV'])

export function createFindings(occurrences: Occurrences): Findings {
  const pending: (Omit<Read, 'followed'> & { readonly follow: Follow })[] = []
  const unclear: Unclear[] = []
  const written = new Set<string>()
  return {
    addRead(name, path, follow, offset = path.node.start ?? 0) {
      pending.push({ name, path, offset, follow })
    },
    addUnclear(path, reason) {
      unclear.push({ path, reason })
    },
    addWritten(name) {
      written.add(name)
    },
    finish() {
      // A condition that every deployment meets in the same way guards nothing.
      const deciding = pending.filter(({ name }) => !ALWAYS_THERE.has(name))
      const guards = createGuards(
        deciding.map(({ path }) => path),
        occurrences,
      )
      const reads = pending.map(({ follow, ...read }): Read => ({ ...read, followed: follow(guards) }))
      return { reads, unclear, written }
    },
  }
}
