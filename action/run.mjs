/** The program of the step of action.yml. */
import { startNode } from './command.mjs'
import { runStep } from './step.mjs'

const { env: environment } = process
process.exitCode = await runStep({
  environment,
  folder: process.cwd(),
  forget: name => delete environment[name],
  print: console.log,
  start: startNode,
})
