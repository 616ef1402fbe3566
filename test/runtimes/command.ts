/** The program of runtimes that have a command line. */
import * as client from 'convex-deployment'
import * as config from 'convex-deployment/config'
import * as fake from 'convex-deployment/fake'
import * as webhooks from 'convex-deployment/webhooks'
import { runTasks, type Task } from './run-tasks.js'

const tasks: Task[] = JSON.parse(process.argv[2] ?? '[]')
runTasks({ ...client, ...config, ...fake, ...webhooks }, tasks).then(results =>
  console.log(`result ${JSON.stringify(results)}`),
)
