/** The program of runtimes that have a command line. */
import * as client from 'convex-deployment'
import * as config from 'convex-deployment/config'
import * as fake from 'convex-deployment/fake'
import { play, type Task } from './play.js'

const tasks: Task[] = JSON.parse(process.argv[2] ?? '[]')
play({ ...client, ...config, ...fake }, tasks).then(verdicts =>
  console.log(`verdict ${JSON.stringify(verdicts)}`),
)
