import { isObject } from '../../text/member.js'
import { badRequest } from '../refusal.js'
import { deploymentOf, type PlatformOperation, projectOf } from './call.js'
import type { FakeProject } from './state.js'

/** Lists default variables. Those that have the same value for several types come once. */
export const listDefaultEnvironmentVariables: PlatformOperation = call => {
  const { query } = call
  const { defaults } = projectOf(call)
  const asked = defaults.filter(
    ({ name, deploymentType }) =>
      [null, name].includes(query.get('name')) &&
      [null, deploymentType].includes(query.get('deploymentType')),
  )
  const items = new Map<string, { name: string; value: string; deploymentTypes: string[] }>()
  for (const { name, value, deploymentType } of asked) {
    const key = JSON.stringify([name, value])
    const item = items.get(key) ?? { name, value, deploymentTypes: [] }
    item.deploymentTypes.push(deploymentType)
    items.set(key, item)
  }
  return () => ({ items: [...items.values()], pagination: { hasMore: false } })
}

/** Sets and removes default variables. Deployments that exist stay as they are. */
export const updateDefaultEnvironmentVariables: PlatformOperation = call => {
  const { changes } = call.body
  const project = projectOf(call)
  const next = new Map(project.defaults.map(one => [keyOf(one), one]))
  for (const change of Array.isArray(changes) ? changes.filter(isObject) : []) {
    const name = String(change.name)
    const deploymentType = String(change.deploymentType)
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
      throw badRequest('EnvironmentVariableNameInvalid', 'The name of a variable is invalid.')
    const { value } = change
    if (typeof value === 'string') next.set(keyOf({ name, deploymentType }), { name, deploymentType, value })
    else next.delete(keyOf({ name, deploymentType }))
  }
  project.defaults = [...next.values()]
  return undefined
}

function keyOf({ name, deploymentType }: Omit<FakeProject['defaults'][number], 'value'>): string {
  return `${deploymentType} ${name}`
}

/** Adds a domain, which is never proved: a fake asks no DNS. */
export const createCustomDomain: PlatformOperation = call => {
  const found = deploymentOf(call)
  const domain = String(call.body.domain)
  if (call.state.deployments.some(({ domains }) => domains.some(known => known.domain === domain)))
    throw badRequest('DuplicateDomain', 'A deployment has this domain.')
  const requestDestination = String(call.body.requestDestination)
  found.domains = [...found.domains, { requestDestination, domain, creationTime: call.now() }]
  return undefined
}

export const deleteCustomDomain: PlatformOperation = call => {
  const found = deploymentOf(call)
  found.domains = found.domains.filter(({ domain }) => domain !== call.body.domain)
  return undefined
}

export const listCustomDomains: PlatformOperation = call => {
  const { name, domains } = deploymentOf(call)
  return () => ({ domains: domains.map(domain => ({ deploymentName: name, ...domain })) })
}
