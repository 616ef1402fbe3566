import { bodies } from './cases/bodies.js'
import { runCases } from './run.js'

runCases(bodies)
