/** Drives the package in a process of its own, whose output and files are searched as well. See `library-leaks.test.ts`. */
import { writeFile } from 'node:fs/promises'
import { writeHeapSnapshot } from 'node:v8'
import { drive } from './drive.js'
import { library } from './library.js'
import { odd, plain, TOKEN } from './markers.js'
import { Watch } from './watch.js'

/** Found by its name in the heap snapshot. */
class HeldErrors {
  constructor(readonly errors: readonly Error[]) {}
}

/** The same for what shows that the snapshot is searched where it should be. */
class HeldSecrets {
  readonly #private = plain('Private')
  readonly cause = new Error('outer', { cause: Object.assign(new Error('inner'), { code: plain('Code') }) })
  readonly map = new Map([['key', [plain('Element')]]])
  readonly slice = `${plain('Parent')} of a string of which only a part is kept`.slice(20, 60)
  readonly whole = `${this.#private.length} ${this.slice}`
}

const [folder = ''] = process.argv.slice(2)
const watch = new Watch()
const errors = await drive(library, watch)

const telling = [...new Map(errors.map(error => [`${error.name} ${error.message}`, error])).values()]
for (const error of telling) {
  console.log(error)
  console.error('%s', error)
}

const fake = library.createFakeDeployment({ keys: [{ token: TOKEN }] })
const { fetch } = fake
const client = library.createDeploymentClient({ token: TOKEN, fetch, logger: console })
const environment = { A: odd('Value'), B: plain('Value'), C: library.createOnly(odd('CreateOnly')) }
const plan = await library.planDeployment(client, { environment })
console.log(plan, client.env)
await writeFile(`${folder}/plan.json`, JSON.stringify(plan))
await library.applyPlan(client, plan)
await client.env.set({ '2A': odd('Value') }).catch(console.error)

for (const error of new Map(errors.map(thrown => [thrown.name, thrown])).values()) void Promise.reject(error)
await new Promise(setImmediate)

const held = [new HeldErrors(telling), new HeldSecrets()]
writeHeapSnapshot(`${folder}/run.heapsnapshot`)
const seen = Object.fromEntries([...watch.seen].map(([kind, names]) => [kind, [...names].sort()]))
process.send?.({
  searched: watch.searched,
  hits: [...watch.hits],
  seen,
  errors: telling.length,
  held: held.length,
})
