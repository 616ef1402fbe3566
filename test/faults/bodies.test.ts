import { bodies } from './cases/bodies.js'
import { runCases } from './run-cases.js'

runCases(bodies)
