/** The program of a browser's page. */
import * as client from 'convex-deployment'
import * as config from 'convex-deployment/config'
import * as fake from 'convex-deployment/fake'
import * as webhooks from 'convex-deployment/webhooks'
import { runTasks, type Task } from './run-tasks.js'

Object.assign(globalThis, {
  runTasks: (tasks: Task[]) => runTasks({ ...client, ...config, ...fake, ...webhooks }, tasks),
})
