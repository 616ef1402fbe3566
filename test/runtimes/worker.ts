/** The program of a worker: answers tasks with what they came to. */
import * as client from 'convex-deployment'
import * as config from 'convex-deployment/config'
import * as fake from 'convex-deployment/fake'
import * as webhooks from 'convex-deployment/webhooks'
import { runTasks } from './run-tasks.js'

export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await runTasks({ ...client, ...config, ...fake, ...webhooks }, await request.json()))
  },
}
