import type { Deployment } from '../../management/index.js'
import { usage } from '../refusal.js'
import { TYPES } from './options.js'

/** The members of a deployment that `--where` compares. */
const FIELDS: Readonly<Record<string, (deployment: Deployment) => unknown>> = {
  type: ({ deploymentType }) => deploymentType,
  name: ({ name }) => name,
  reference: deployment => ('reference' in deployment ? deployment.reference : undefined),
  region: deployment => ('region' in deployment ? deployment.region : undefined),
  class: deployment => ('class' in deployment ? deployment.class : undefined),
}

/**
 * Reads conditions such as `type=preview` and `reference=feat-*`: all of them hold, where one field is named several times one
 * of those.
 * @throws {Refusal} for a field or a type that is unknown
 */
export function readWhere(conditions: readonly string[] = []): (deployment: Deployment) => boolean {
  const byField = new Map<string, RegExp[]>()
  for (const condition of conditions) {
    const [, field = '', pattern = ''] = /^(\w+)=(.+)$/s.exec(condition) ?? []
    if (!Object.hasOwn(FIELDS, field))
      throw usage(`--where takes FIELD=PATTERN, and the field is one of: ${Object.keys(FIELDS).join(', ')}.`)
    if (field === 'type' && !/[*?]/.test(pattern) && !TYPES.includes(pattern))
      throw usage(`--where type takes one of: ${TYPES.join(', ')}; or a pattern.`)
    byField.set(field, [...(byField.get(field) ?? []), globOf(pattern)])
  }
  return deployment =>
    [...byField].every(([field, patterns]) => {
      const value = FIELDS[field]?.(deployment)
      return typeof value === 'string' && patterns.some(pattern => pattern.test(value))
    })
}

function globOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source.replace(/(?:\.\*)+/g, '.*')}$`, 's')
}
