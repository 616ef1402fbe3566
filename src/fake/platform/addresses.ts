import type { FakeDeployment } from '../fake-deployment.js'

/** The deployments of a fake platform by their addresses, which change once they listen. */
export interface Addresses {
  add(deployment: FakeDeployment): void
  remove(deployment: FakeDeployment): void
  /** Returns the deployment at an origin. */
  at(origin: string): FakeDeployment | undefined
  /** Lets deployments listen, and those that are added later. */
  listen(deployments: readonly FakeDeployment[]): void
  /** Resolves once all that shall listen do, or cannot. */
  settled(): Promise<void>
  close(deployments: readonly FakeDeployment[]): Promise<void>
}

export function addressesOf(): Addresses {
  const byOrigin = new Map<string, FakeDeployment>()
  const pending = new Set<Promise<void>>()
  let listens = false

  function wait(work: Promise<void>): void {
    // One that cannot listen keeps the address of the cloud.
    const done: Promise<void> = work.catch(() => {}).finally(() => pending.delete(done))
    pending.add(done)
  }

  function start(deployment: FakeDeployment): void {
    wait(deployment.listen().then(() => void byOrigin.set(deployment.url, deployment)))
  }

  return {
    add(deployment) {
      byOrigin.set(deployment.url, deployment)
      if (listens) start(deployment)
    },
    remove(deployment) {
      for (const [origin, known] of byOrigin) if (known === deployment) byOrigin.delete(origin)
      wait(deployment.close())
    },
    at: origin => byOrigin.get(origin),
    listen(deployments) {
      listens = true
      for (const deployment of deployments) start(deployment)
    },
    async settled() {
      await Promise.all(pending)
    },
    async close(deployments) {
      listens = false
      await Promise.all([...pending, ...deployments.map(deployment => deployment.close())])
    },
  }
}
