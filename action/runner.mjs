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

/** Prints a line that the runner shows with the run. Of a text with line breaks it shows no more than one. */
export function annotate(kind, text) {
  const data = text.replace(/[%\r\n]/g, character => encodeURIComponent(character))
  console.log(`::${kind}::${data}`)
}

/** Lets something print, of which the runner takes nothing for an order. */
export function printingFreely(work) {
  const pause = randomUUID()
  console.log(`::stop-commands::${pause}`)
  try {
    return work()
  } finally {
    console.log(`::${pause}::`)
  }
}

/** Sets outputs of the step. A value is one line. */
export function setOutputs(outputs) {
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`)
  appendFileSync(process.env.GITHUB_OUTPUT ?? '', lines.join(''))
}

/** Adds to the summary of the job. */
export function addSummary(markdown) {
  appendFileSync(process.env.GITHUB_STEP_SUMMARY ?? '', `${markdown}\n`)
}
