import { redirects } from './cases/redirects.js'
import { runCases } from './run-cases.js'

runCases(redirects)
