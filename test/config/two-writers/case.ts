import fc from 'fast-check'
import { answers, type Fault } from '../../../src/fake/index.js'

/** Values by name; `null` removes. */
export type Changes = Readonly<Record<string, string | null>>

/** What a caller wants, what another writer does meanwhile, and what goes wrong with one request. */
export interface Case {
  readonly initial: Readonly<Record<string, string>>
  readonly desired: Changes
  /** The desired names that are set only where they are absent. */
  readonly createOnly: readonly string[]
  readonly prune: boolean
  /** What the other writer does before the second reading, before the request, and before reading back. */
  readonly others: readonly [beforeRereading: Changes, beforeWriting: Changes, beforeReadingBack: Changes]
  readonly fault: Fault | undefined
  readonly strikes: 'rereading' | 'writing' | 'reading back'
  /** When a late commit lands. */
  readonly lands: 'before reading back' | 'after all'
}

/** How long after the client has gone a late commit lands. */
export const LATE_MS = 5

const name = fc.constantFrom('A', 'B', 'C', 'D', '__proto__')
const value = fc.constantFrom('1', '2', '3')
const changes = fc.dictionary(name, fc.option(value), { maxKeys: 3 })
const rarely = fc.oneof(fc.constant({}), changes)

const fault = fc.constantFrom<Fault | undefined>(
  undefined,
  undefined,
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'after' },
  { kind: 'late-commit', ms: LATE_MS },
  { kind: 'stall' },
  answers.conflict,
  { kind: 'answer', status: 503 },
  answers.badGateway,
)

export const anyCase: fc.Arbitrary<Case> = fc.record({
  initial: fc.dictionary(name, value, { maxKeys: 4 }),
  desired: changes,
  createOnly: fc.subarray(['A', '__proto__']),
  prune: fc.boolean(),
  others: fc.tuple(rarely, rarely, rarely),
  fault,
  strikes: fc.oneof(
    { weight: 4, arbitrary: fc.constant('writing' as const) },
    { weight: 1, arbitrary: fc.constantFrom('rereading' as const, 'reading back' as const) },
  ),
  lands: fc.constantFrom('before reading back', 'after all'),
})

/** Whether the fault keeps the client waiting until its time is over. */
export function hangs({ fault }: Case): boolean {
  return fault?.kind === 'stall' || fault?.kind === 'late-commit'
}
