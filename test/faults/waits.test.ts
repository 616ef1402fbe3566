import { waits } from './cases/waits.js'
import { runCases } from './run.js'

runCases(waits)
