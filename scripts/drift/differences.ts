/** What one document says otherwise than the other. */
export interface Difference {
  readonly kind: Kind
  readonly severity: Severity
  /** `POST /update_environment_variables request changes[].value` */
  readonly where: string
  /** The difference in words; `ours` is what the client is generated from, `theirs` what is live. */
  readonly what: string
  /** Why it is deliberate, if it is listed as known. */
  readonly reason?: string
}

/**
 * `breaking`: the client would send what is refused or ignored, or read what is not there.
 * `addition`: the deployment can more than the client knows of.
 * `note`: neither side suffers.
 */
export type Severity = 'breaking' | 'addition' | 'note'

/** In a request ours is sent and theirs is read; in a response theirs is sent and ours is read. */
export type Direction = 'request' | 'response'

/** Said of theirs, compared to ours. A parameter or a whole body counts as a field. */
export type ShapeKind = keyof typeof SEVERITIES

/** What a difference is about. */
export type Kind =
  | ShapeKind
  | 'operation-removed'
  | 'operation-added'
  | 'operation-deprecated'
  | 'base-path-changed'
  | 'known-stale'

/**
 * How grave each kind is, by direction. What is read must hold all that is sent: in a request theirs must not
 * narrow, in a response theirs must not widen.
 */
export const SEVERITIES = {
  'type-changed': { request: 'breaking', response: 'breaking' },
  'type-narrowed': { request: 'breaking', response: 'note' },
  'type-widened': { request: 'addition', response: 'breaking' },
  // A reader that lets the unknown pass still waits in vain for what it knows.
  'enum-changed': { request: 'breaking', response: 'breaking' },
  'kinds-changed': { request: 'breaking', response: 'breaking' },
  'enum-narrowed': { request: 'breaking', response: 'note' },
  'enum-widened': { request: 'addition', response: 'breaking' },
  'open-enum-widened': { request: 'addition', response: 'addition' },
  'bound-narrowed': { request: 'breaking', response: 'note' },
  'bound-widened': { request: 'note', response: 'breaking' },
  'kind-removed': { request: 'breaking', response: 'note' },
  // The client lets unknown kinds of a union pass.
  'kind-added': { request: 'addition', response: 'addition' },
  // A deployment ignores what it does not know, so a request would lose what it says there.
  'field-removed': { request: 'breaking', response: 'breaking' },
  'optional-field-removed': { request: 'breaking', response: 'note' },
  'field-added': { request: 'breaking', response: 'addition' },
  'optional-field-added': { request: 'addition', response: 'addition' },
  'field-required': { request: 'breaking', response: 'note' },
  'field-optional': { request: 'addition', response: 'breaking' },
} as const satisfies Record<string, Record<Direction, Severity>>

const RANKS: readonly Severity[] = ['breaking', 'addition', 'note']

/** The gravest first; within a severity the order stays. */
export function sorted(differences: readonly Difference[]): Difference[] {
  return [...differences].sort((a, b) => RANKS.indexOf(a.severity) - RANKS.indexOf(b.severity))
}
