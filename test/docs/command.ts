/** A command that a page shows, with what it prints where the page shows that. */
export interface Command {
  readonly text: string
  readonly prints: readonly string[] | undefined
  /** What a step of a workflow adds to the environment. */
  readonly environment?: Readonly<Record<string, string>>
}
