import { connections } from './cases/connections.js'
import { runCases } from './run-cases.js'

runCases(connections)
