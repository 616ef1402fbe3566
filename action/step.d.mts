/** The surroundings of a step. */
export interface StepHost {
  /** The variables of the step. */
  readonly environment: Readonly<NodeJS.ProcessEnv>
  /** The working directory. */
  readonly folder: string
  /** Removes a variable, an input or the token, from what else runs in this process. */
  forget(name: string): void
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
