// Prints how long one call takes by each client, in milliseconds: one figure a client and round, rounds interleaved.
import { createDeploymentClient as createPlatformClient } from '@convex-dev/platform'
import { createDeploymentClient } from 'convex-deployment'

const ROUNDS = 31
const CALLS = 60

const [url] = process.argv.slice(2)
const token = 'dev:happy-otter-123|a-key-of-some-length'
const ours = createDeploymentClient({ url, token, contract: 'v1' })
const platform = createPlatformClient(url, token)

const clients = {
  ours: () => ours.env.list(),
  platform: () => platform.GET('/list_environment_variables'),
  fetch: async () => {
    const response = await fetch(`${url}/api/v1/list_environment_variables`, {
      headers: { authorization: `Convex ${token}` },
    })
    return response.json()
  },
}

const rounds = { ours: [], platform: [], fetch: [] }
const order = Object.entries(clients)
for (let round = -60; round < ROUNDS; round++) {
  // Each comes first in turn: what one leaves behind, the next one clears away.
  order.push(...order.splice(0, 1))
  for (const [name, call] of order) {
    const started = performance.now()
    for (let i = 0; i < CALLS; i++) await call()
    // The rounds below zero warm up.
    if (round >= 0) rounds[name].push((performance.now() - started) / CALLS)
  }
}
console.log(JSON.stringify(rounds))
