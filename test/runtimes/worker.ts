/** The program of a worker: answers tasks with what they came to. */
import * as client from 'convex-deployment'
import * as fake from 'convex-deployment/fake'
import { play } from './play.js'

export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await play({ ...client, ...fake }, await request.json()))
  },
}
