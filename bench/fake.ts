import { createDeploymentClient } from 'convex-deployment'
import { createFakeDeployment } from 'convex-deployment/fake'
import { compare, cpuTime } from './ratio.js'
import { milliseconds, type Row, ratioRow } from './row.js'

const TRIPS = 400
const LIMIT = 2.6

/** Measures setting and listing on the fake, in process, compared with a stub that ignores the request. */
export default async function measure(): Promise<Row[]> {
  const trips = await compare(
    {
      fake: () => {
        const { fetch, token } = createFakeDeployment()
        return cpuTime(() => travel(fetch, token))
      },
      stub: () => cpuTime(() => travel(stub, createFakeDeployment().token)),
    },
    { rounds: 31, warmUp: 6 },
  )
  return [
    ratioRow(`setting and listing ${TRIPS} times on the fake`, {
      ours: milliseconds(trips.cost('fake')),
      reference: `a bare stub: ${milliseconds(trips.cost('stub'))}`,
      ratio: trips.ratio('fake', 'stub'),
      limit: LIMIT,
    }),
  ]
}

async function stub(request: Request): Promise<Response> {
  return request.method === 'GET' ? Response.json({ environmentVariables: { A: '1' } }) : new Response(null)
}

async function travel(fetch: (request: Request) => Promise<Response>, token: string): Promise<void> {
  const { env } = createDeploymentClient({ name: 'happy-otter-123', token, fetch, contract: 'v1' })
  for (let i = 0; i < TRIPS; i++) {
    await env.set({ A: String(i) })
    await env.list()
  }
}
