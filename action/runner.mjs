/** Speaks to the runner: lines that it shows, outputs, and the summary of the job. */
import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'

/** Ends the step before anything was written, with a line that says what was expected. */
export class Refusal extends Error {
  exitCode

  constructor(message, exitCode = 64) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Makes what speaks to the runner of a step. */
export function createRunner({ environment, print }) {
  return {
    /** Prints a line that the runner shows with the run. Of a text with line breaks it shows no more than one. */
    annotate(kind, text) {
      const data = text.replace(/[%\r\n]/g, character => encodeURIComponent(character))
      print(`::${kind}::${data}`)
    },
    /** Lets something print, of which the runner takes nothing for an order. */
    async printingFreely(work) {
      const pause = randomUUID()
      print(`::stop-commands::${pause}`)
      try {
        return await work()
      } finally {
        print(`::${pause}::`)
      }
    },
    /** Sets outputs of the step. A value is one line. */
    setOutputs(outputs) {
      const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`)
      appendFileSync(environment.GITHUB_OUTPUT ?? '', lines.join(''))
    },
    /** Adds to the summary of the job. */
    addSummary(markdown) {
      appendFileSync(environment.GITHUB_STEP_SUMMARY ?? '', `${markdown}\n`)
    },
  }
}
