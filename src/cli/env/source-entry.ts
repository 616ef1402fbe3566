/** A variable as a source has it; `null` removes it. */
export interface SourceEntry {
  readonly name: string
  readonly value: string | null
}
