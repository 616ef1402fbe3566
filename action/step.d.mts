/** The surroundings of a step. */
export interface StepHost {
  /** The variables of the step. The inputs and the token are removed from them. */
  readonly environment: NodeJS.ProcessEnv
  /** The working directory. */
  readonly folder: string
  /** Prints a line that the runner reads. */
  print(line: string): void
  /** Runs Node with arguments, shows what it says, and returns its exit status and what it printed. */
  start(
    args: readonly string[],
    options: { readonly folder: string; readonly env: Record<string, string> },
  ): Started | Promise<Started>
}

export interface Started {
  readonly status: number | null
  readonly stdout: string
}

/** Runs the step, and returns its exit code. */
export function runStep(host: StepHost): Promise<number>
