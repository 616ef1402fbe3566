import { statuses } from './cases/statuses.js'
import { runCases } from './run.js'

runCases(statuses)
