import { createDeploymentClient } from 'convex-deployment'
import { createFakeDeployment } from 'convex-deployment/fake'
import { compare, cpuTime } from './ratio.js'
import { milliseconds, type Row, ratioRow } from './row.js'

const TRIPS = 400
const LIMIT = 2

const DOCUMENTS = 100_000
const SYNC_LIMIT = 4.6

/**
 * Measures the fake, in process: setting and listing, compared with a stub that ignores the request, and a sync of many
 * documents, compared with the same answers read from memory.
 */
export default async function measure(): Promise<Row[]> {
  return [...(await measureTrips()), ...(await measureSync())]
}

async function measureTrips(): Promise<Row[]> {
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

async function measureSync(): Promise<Row[]> {
  const fake = createFakeDeployment()
  for (let n = 0; n < DOCUMENTS; n++) {
    fake.tables.insert('messages', { n: BigInt(n), score: n / 2, name: `otter ${n}`, tags: ['a', 'b'] })
  }
  const answers: string[] = []
  await sync(fake.token, async request => {
    const answer = await fake.fetch(request)
    answers.push(await answer.clone().text())
    return answer
  })
  const syncs = await compare(
    {
      fake: () => cpuTime(() => sync(fake.token, fake.fetch)),
      memory: () => cpuTime(() => sync(fake.token, replay(answers))),
    },
    { rounds: 5 },
  )
  return [
    ratioRow(`a sync of ${DOCUMENTS.toLocaleString('en')} documents of the fake`, {
      ours: milliseconds(syncs.cost('fake')),
      reference: `its answers from memory: ${milliseconds(syncs.cost('memory'))}`,
      ratio: syncs.ratio('fake', 'memory'),
      limit: SYNC_LIMIT,
    }),
  ]
}

function replay(answers: readonly string[]): () => Promise<Response> {
  const left = [...answers]
  return async () => new Response(left.shift(), { headers: { 'content-type': 'application/json' } })
}

async function sync(token: string, fetch: (request: Request) => Promise<Response>): Promise<void> {
  const { dataSync } = createDeploymentClient({ name: 'happy-otter-123', token, fetch })
  let count = 0
  for await (const { values } of dataSync.pages()) count += values.length
  if (count !== DOCUMENTS) throw new Error(`There were ${count} documents.`)
}
