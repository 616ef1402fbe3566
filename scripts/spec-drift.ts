/** Reports the differences between a deployment's document and the one that the client is made from. */
import { runDrift } from './drift/command.js'

const { code, stdout, stderr } = await runDrift(process.argv.slice(2))
process.stdout.write(stdout)
process.stderr.write(stderr)
process.exitCode = code
