import { waits } from './cases/waits.js'
import { runCases } from './run-cases.js'

runCases(waits)
