import { statuses } from './cases/statuses.js'
import { runCases } from './run-cases.js'

runCases(statuses)
