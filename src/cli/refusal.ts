import { EXIT } from './exit.js'

/** What a refusal may carry beside its message. */
export interface RefusalDetails {
  /** Commands that would go on from here, ready to run. */
  readonly next?: readonly string[]
  /** What `--json` shows of it. */
  readonly data?: object
}

/** Why a command stops before anything was written. No message holds a secret. */
export class Refusal extends Error {
  readonly exitCode: number
  readonly next: readonly string[]
  readonly data: object

  constructor(exitCode: number, message: string, { next = [], data = {} }: RefusalDetails = {}) {
    super(message)
    this.exitCode = exitCode
    this.next = next
    this.data = data
  }
}

/** The command line, or a file that it names, can't be used. */
export function usage(message: string, details?: RefusalDetails): Refusal {
  return new Refusal(EXIT.usage, message, details)
}

/** A guard stands in the way. */
export function refused(message: string, details?: RefusalDetails): Refusal {
  return new Refusal(EXIT.refused, message, details)
}

/** What was asked for is not there. */
export function absent(message: string, details?: RefusalDetails): Refusal {
  return new Refusal(EXIT.absent, message, details)
}

/** Something on this machine failed before anything was written to a deployment. */
export function failed(message: string): Refusal {
  return new Refusal(EXIT.failed, message)
}
