import { callers } from './cases/callers.js'
import { runCases } from './run-cases.js'

runCases(callers)
