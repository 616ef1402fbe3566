// Never run: the compiler checks that what is right compiles, and that what is wrong does not.
import type { DeploymentClient } from '../../src/index.js'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
declare function check<_ extends true>(): void
declare const raw: DeploymentClient['raw']['v1Beta']

// Results are those of the document
const list = await raw.POST('/list_environment_variables')
check<Same<typeof list.data, { name: string; value: string }[]>>()
check<Same<typeof list.response, Response>>()
const update = await raw.POST('/update_environment_variables', {
  body: { changes: [{ name: 'A', value: '1' }] },
})
check<Same<typeof update.data, undefined>>()
const remove = await raw.POST('/delete_environment_variables', { body: { names: ['A'] } })
check<Same<typeof remove.data, undefined>>()
raw.POST('/list_environment_variables', { headers: { 'x-audit': 'me' }, signal: AbortSignal.timeout(1) })

// @ts-expect-error a failure rejects
list.error

// @ts-expect-error the contract has no such path
raw.POST('/list_log_streams')
// @ts-expect-error the path begins below /api/v1
raw.POST('/api/v1/list_environment_variables')
// @ts-expect-error no path of the contract has this method
raw.GET('/list_environment_variables')
// @ts-expect-error no path of the contract has this method
raw.DELETE('/delete_environment_variables')
// @ts-expect-error a body is needed
raw.POST('/update_environment_variables')
// @ts-expect-error a body is needed
raw.POST('/delete_environment_variables', {})
// @ts-expect-error changes are needed
raw.POST('/update_environment_variables', { body: {} })
// @ts-expect-error it is called `changes`
raw.POST('/update_environment_variables', { body: { updates: [] } })
// @ts-expect-error changes are a list
raw.POST('/update_environment_variables', { body: { changes: { A: '1' } } })
// @ts-expect-error a change has a value
raw.POST('/update_environment_variables', { body: { changes: [{ name: 'A' }] } })
// @ts-expect-error undefined is no value
raw.POST('/update_environment_variables', { body: { changes: [{ name: 'A', value: undefined }] } })
// @ts-expect-error removing is another path
raw.POST('/update_environment_variables', { body: { changes: [{ name: 'A', value: null }] } })
// @ts-expect-error a name is a text
raw.POST('/delete_environment_variables', { body: { names: [7] } })
// @ts-expect-error names are a list
raw.POST('/delete_environment_variables', { body: { names: 'A' } })
// @ts-expect-error listing takes no body
raw.POST('/list_environment_variables', { body: { names: ['A'] } })
// @ts-expect-error the address is the client's
raw.POST('/list_environment_variables', { baseUrl: 'https://example.com' })
// @ts-expect-error the body is parsed and checked
raw.POST('/list_environment_variables', { parseAs: 'stream' })
