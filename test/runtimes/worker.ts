/** The program of a worker: answers tasks with what they came to. */
import * as library from 'convex-deployment'
import { play } from './play.js'

export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await play(library, await request.json()))
  },
}
