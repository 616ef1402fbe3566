import { redirects } from './cases/redirects.js'
import { runCases } from './run.js'

runCases(redirects)
