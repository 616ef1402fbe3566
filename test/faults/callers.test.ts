import { callers } from './cases/callers.js'
import { runCases } from './run.js'

runCases(callers)
