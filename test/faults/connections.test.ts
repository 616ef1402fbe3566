import { connections } from './cases/connections.js'
import { runCases } from './run.js'

runCases(connections)
