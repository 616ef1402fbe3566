// Never run: the compiler checks that what is right compiles, and that what is wrong does not.
import type {
  DeploymentClient,
  EnvironmentChange,
  EnvironmentValues,
  EnvironmentVariable,
} from '../../src/index.js'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
declare function check<_ extends true>(): void
declare const env: DeploymentClient['env']

// Results
check<Same<ReturnType<typeof env.list>, Promise<EnvironmentVariable[]>>>()
check<Same<ReturnType<typeof env.get>, Promise<string | undefined>>>()
check<Same<ReturnType<typeof env.set>, Promise<void>>>()
check<Same<ReturnType<typeof env.unset>, Promise<void>>>()
check<Same<ReturnType<typeof env.update>, Promise<void>>>()
check<Same<EnvironmentVariable, { readonly name: string; readonly value: string }>>()
check<Same<EnvironmentChange, { readonly name: string; readonly value: string | null }>>()

// @ts-expect-error a variable may not exist
export const level: string = await env.get('LOG_LEVEL')
const [first] = await env.list()
// @ts-expect-error a list may be empty
first.name
if (first) {
  // @ts-expect-error a result is read-only
  first.value = 'other'
}
// @ts-expect-error a list is an array, not a record
;(await env.list()).LOG_LEVEL

// Values to set
const fixed = { LOG_LEVEL: 'info' } as const
const pairs: readonly (readonly [string, string])[] = [['LOG_LEVEL', 'info']]
const several: EnvironmentValues[] = [{}, [], fixed, pairs, new Map(pairs), new Map(pairs).entries()]
for (const values of several) env.set(values)
env.set(Object.fromEntries(pairs))
env.set(Object.entries(fixed))

// @ts-expect-error values are needed
env.set()
// @ts-expect-error a text is no set of values
env.set('LOG_LEVEL=info')
// @ts-expect-error names alone have no values
env.set(new Set(['LOG_LEVEL']))
// @ts-expect-error an entry is a pair
env.set([['LOG_LEVEL']])
// @ts-expect-error a value is a text
env.set(new Map([['LOG_LEVEL', undefined]]))
// @ts-expect-error a value is a text
env.set({ LOG_LEVEL: true })
// @ts-expect-error a variable of the process may be missing, and undefined would delete
env.set({ LOG_LEVEL: process.env.LOG_LEVEL })
// @ts-expect-error so may all of them
env.set(process.env)

// @ts-expect-error null is for `update` and for plans
env.set({ LOG_LEVEL: null })

// Names to remove
env.unset(['A', 'B'])
env.unset([] as const)
// @ts-expect-error the characters of a string are no names
env.unset('A')
// @ts-expect-error names are a list
env.unset(new Set(['A']))
// @ts-expect-error a name is a text
env.unset([7])
// @ts-expect-error a name may not be missing
env.unset(['A', undefined])
// @ts-expect-error a record is no list of names
env.unset({ A: true })

// Changes
const changes: readonly EnvironmentChange[] = [
  { name: 'A', value: '1' },
  { name: 'B', value: null },
]
env.update(changes)
env.update(await env.list())
// @ts-expect-error a change has a value, if only null
env.update([{ name: 'A' }])
// @ts-expect-error undefined is no removal
env.update([{ name: 'A', value: undefined }])
// @ts-expect-error a value is a text or null
env.update([{ name: 'A', value: 1 }])
// @ts-expect-error a change has a name
env.update([{ value: '1' }])
// @ts-expect-error it is called `name`
env.update([{ key: 'A', value: '1' }])
// @ts-expect-error a change has nothing else
env.update([{ name: 'A', value: '1', secret: true }])
// @ts-expect-error changes are a list
env.update({ name: 'A', value: '1' })
// @ts-expect-error a record is for `set`
env.update({ A: '1' })

// Names of methods that others have
// @ts-expect-error it is called `unset`
env.delete(['A'])
// @ts-expect-error it is called `list`
env.getAll()
// @ts-expect-error a name is needed
env.get()
// @ts-expect-error a name is a text
env.get(['A'])
