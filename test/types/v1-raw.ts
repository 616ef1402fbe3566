/** Compile-only: `raw.v1` takes what the document has, answers what it says, and nothing else. */
import { expectTypeOf } from 'vitest'
import type { DeploymentClient } from '../../src/index.js'

export async function answersAreThereWithoutNarrowing({ raw: { v1 } }: DeploymentClient) {
  const { data, response, ...rest } = await v1.GET('/list_environment_variables')
  expectTypeOf(data.environmentVariables).toEqualTypeOf<{ [name: string]: string }>()
  expectTypeOf(response).toEqualTypeOf<Response>()
  // There is no `error` to test: the client throws.
  expectTypeOf<keyof typeof rest>().toEqualTypeOf<never>()

  const streams = await v1.GET('/list_log_streams')
  expectTypeOf(streams.data[0]?.id).toEqualTypeOf<string | undefined>()

  const { data: page } = await v1.POST('/data/sync', { body: {} })
  expectTypeOf(page.values[0]?.ts).toEqualTypeOf<bigint | undefined>()

  const { data: limit } = await v1.POST('/update_usage_limit/{id}', {
    params: { path: { id: 'k1' } },
    body: { metric: 'functionCalls', window: 'day', limitType: 'disable', limit: 1, enabled: true },
  })
  expectTypeOf(limit.usageLimit.limit).toEqualTypeOf<number>()
}

export async function whatHasNoAnswerHasNoData({ raw: { v1 } }: DeploymentClient) {
  const { data } = await v1.POST('/pause_deployment')
  expectTypeOf(data).toEqualTypeOf<undefined>()
  const updated = await v1.POST('/update_environment_variables', { body: { changes: [] } })
  expectTypeOf(updated.data).toEqualTypeOf<undefined>()
}

export async function wrongPathsAndMethods({ raw: { v1 } }: DeploymentClient) {
  // @ts-expect-error there is no such path
  await v1.GET('/list_environment_variable')
  // @ts-expect-error a path starts with a slash
  await v1.GET('list_environment_variables')
  // @ts-expect-error this contract removes by updating
  await v1.POST('/delete_environment_variables', { body: { names: [] } })
  // @ts-expect-error pausing is a POST
  await v1.GET('/pause_deployment')
  // @ts-expect-error the id is a parameter of the path, not a part of it
  await v1.GET('/get_log_stream/k1')
  // @ts-expect-error no operation is a PUT
  await v1.PUT('/pause_deployment')
}

export async function wrongParameters({ raw: { v1 } }: DeploymentClient) {
  await v1.GET('/get_log_stream/{id}', { params: { path: { id: 'k1' } } })
  // @ts-expect-error the id is needed
  await v1.GET('/get_log_stream/{id}', { params: { path: {} } })
  // @ts-expect-error an id is a string
  await v1.GET('/get_log_stream/{id}', { params: { path: { id: 1 } } })

  await v1.GET('/list_audit_log_events', { params: { query: { from: 0, limit: 1, cursor: 'c' } } })
  // @ts-expect-error `from` is needed
  await v1.GET('/list_audit_log_events', { params: { query: { limit: 1 } } })
  // @ts-expect-error the query is needed
  await v1.GET('/list_audit_log_events')
  // @ts-expect-error `from` is a number
  await v1.GET('/list_audit_log_events', { params: { query: { from: new Date() } } })
  // @ts-expect-error there is no such parameter
  await v1.GET('/list_audit_log_events', { params: { query: { from: 0, until: 1 } } })
  // @ts-expect-error an absent parameter is left out, not null
  await v1.GET('/list_audit_log_events', { params: { query: { from: 0, cursor: null } } })
}

export async function wrongBodies({ raw: { v1 } }: DeploymentClient) {
  await v1.POST('/update_environment_variables', { body: { changes: [{ name: 'A', value: null }] } })
  // @ts-expect-error the changes are needed
  await v1.POST('/update_environment_variables', { body: {} })
  // @ts-expect-error a name is needed
  await v1.POST('/update_environment_variables', { body: { changes: [{ value: 'a' }] } })
  // @ts-expect-error a value is a string or null
  await v1.POST('/update_environment_variables', { body: { changes: [{ name: 'A', value: 1 }] } })
  // @ts-expect-error undefined would remove the variable
  await v1.POST('/update_environment_variables', { body: { changes: [{ name: 'A', value: undefined }] } })
  // @ts-expect-error the body is needed even when there is nothing to say
  await v1.POST('/data/sync')
  // @ts-expect-error everything is synced without a selection, not with null
  await v1.POST('/data/sync', { body: { selection: null } })
  // @ts-expect-error pausing takes no body
  await v1.POST('/pause_deployment', { body: {} })
}

export async function optionsThatWouldGetAroundTheChecks({ raw: { v1 } }: DeploymentClient) {
  const headers = { 'x-trace': '1' }
  await v1.GET('/deployment_info', { headers, signal: AbortSignal.timeout(1), timeout: 1 })
  // @ts-expect-error what is sent goes through the transport
  await v1.GET('/deployment_info', { fetch })
  // @ts-expect-error the deployment is the client's
  await v1.GET('/deployment_info', { baseUrl: 'https://elsewhere.example' })
  // @ts-expect-error paths are written by the client, which refuses dots
  await v1.GET('/get_log_stream/{id}', { params: { path: { id: '.' } }, pathSerializer: path => path })
  // @ts-expect-error answers are validated JSON
  await v1.GET('/deployment_info', { parseAs: 'text' })
}
