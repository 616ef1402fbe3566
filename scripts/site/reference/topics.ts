/**
 * The pages of the reference: the exports of one source file share a page, and those of these files are put together. The first row
 * that a file fits decides; a row ends with `/` for a folder.
 */
const TOGETHER: readonly (readonly [file: string, page: string])[] = [
  ['src/client.ts', 'client'],
  ['src/options.ts', 'client'],
  ['src/transport/events.ts', 'logging'],
  ['src/transport/', 'client'],
  ['src/errors/api.ts', 'answers'],
  ['src/errors', 'errors'],
  ['src/resources/environment/', 'environment'],
  ['src/resources/deployment-state.ts', 'deployment'],
  ['src/text/', 'lossless JSON'],
  ['generated/v1.ts', 'data sync'],
  ['generated/permissions.ts', 'options'],
  ['src/config/plan.ts', 'plan'],
  ['src/config/deployment-plan.ts', 'plan'],
  ['src/config/format.ts', 'plan'],
  ['src/config/rows.ts', 'plan'],
  ['src/config/declared/import.ts', 'deployment files'],
  ['src/config/declared/', 'declare'],
  ['src/config/config.ts', 'declare'],
  ['src/config/environment/', 'environment'],
  ['src/config/settings/', 'settings'],
  ['src/config/keep.ts', 'settings'],
  ['src/config/node/resolver.ts', 'resolver'],
  ['src/config/node/', 'deployment files'],
  ['src/check/compare.ts', 'results'],
  ['src/check/', 'needs'],
  ['src/management/deployment', 'deployments'],
  ['src/management/create-deployment.ts', 'deployments'],
  ['src/management/default-variables.ts', 'default variables'],
  ['src/management/connect.ts', 'client'],
  ['src/management/options.ts', 'client'],
  ['src/webhooks/audit-log-metadata.ts', 'events'],
  ['src/webhooks/sample.ts', 'testing'],
  ['src/webhooks/signature.ts', 'testing'],
  ['src/webhooks/meter.ts', 'meter'],
  ['src/webhooks/snapshot.ts', 'meter'],
  ['src/webhooks/usage.ts', 'meter'],
  ['src/webhooks/events.ts', 'events'],
  ['src/webhooks/', 'receive'],
  ['src/fake/fake-deployment.ts', 'deployment'],
  ['src/fake/options.ts', 'options'],
  ['src/fake/state', 'state'],
  ['src/fake/data-sync/', 'data sync'],
  ['src/fake/deliveries/', 'deliveries'],
  ['src/fake/platform/state.ts', 'platform state'],
  ['src/fake/platform/', 'platform'],
  ['src/fake/', 'requests and faults'],
  ['src/dotenv/', 'dotenv'],
]

/** Returns the name of the page that describes what a source file exports. */
export function topicOf(file: string): string {
  const together = TOGETHER.find(([prefix]) => file.startsWith(prefix))?.[1]
  return together ?? /([^/]+)\.ts$/.exec(file)?.[1]?.replaceAll('-', ' ') ?? 'more'
}

const TITLES: Readonly<Record<string, string>> = {
  answers: 'Errors of answers',
  'canonical urls': 'Canonical URLs',
  dotenv: '.env files',
}

/** Returns the title of a page by its name. */
export function titleOfTopic(name: string): string {
  return TITLES[name] ?? name.charAt(0).toUpperCase() + name.slice(1)
}
