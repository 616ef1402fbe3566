/** A page of the guide: its file in `docs/guide/`, its name in the sidebar, and what a reader finds on it. */
export interface GuidePage {
  readonly file: string
  readonly title: string
  readonly about: string
}

/** Pages that belong together, in reading order. */
export interface GuideGroup {
  readonly title: string
  readonly pages: readonly GuidePage[]
}

/** Every page of the guide, in reading order. A page that is missing here, or listed here and missing, fails a test. */
export const guide: readonly GuideGroup[] = [
  {
    title: 'Start',
    pages: [
      page('index', 'Overview', 'Five minutes with a fake deployment, without an account.'),
      page('getting-started', 'Getting started', 'Install it, give it a key, call it.'),
      page('coming-from-convex-env', 'Coming from convex env', 'The same jobs here, and what is different.'),
      page('modules', 'Modules and TypeScript', 'CommonJS, Jest, and the settings that the types need.'),
    ],
  },
  {
    title: 'Deployments as code',
    pages: [
      page(
        'environment-as-code',
        'Environment as code',
        'Variables from a file or a secret store, by plans.',
      ),
      page('deployment-as-code', 'Deployment as code', 'Canonical URLs, usage limits and log streams, too.'),
      page('deployment-file', 'The deployment file', 'All of it in YAML, and import of what is there.'),
      page('check', 'Know what must be set', 'Find out what is missing before a deploy.'),
      page('env-files', '.env files', 'What readers disagree on, and how to write what all read alike.'),
    ],
  },
  {
    title: 'The command',
    pages: [
      page('command', 'The command', 'From a shell: flags, exit codes, production, pipelines.'),
      page('fake', 'The fake in a shell', 'Try every command without an account, on one deployment or many.'),
      page('json', 'The output of --json', 'The shape of what each command prints, and its schema.'),
      page('agents', 'Coding agents', 'Let an agent administer a deployment, without a value.'),
      page('troubleshooting', 'Troubleshooting', 'A message, its cause, and what to do.'),
    ],
  },
  {
    title: 'The library',
    pages: [
      page('methods', 'Every method', 'Of a deployment and of a team, and the functions of each entry.'),
      page('options', 'Options of a client', 'Timeouts, retries, keys and logging, with their defaults.'),
      page(
        'errors-and-retries',
        'Errors and retries',
        'What is thrown, what is sent again, what to do then.',
      ),
      page('management', 'Fleets from one token', 'Find, create, open and configure deployments.'),
      page('contracts', 'Contracts', 'The two documents of the API, and which one is spoken.'),
      page('audit-log', 'The audit log', 'Follow who changed what, and go on after a restart.'),
      page('webhooks', 'Receiving log streams', 'Verify what a deployment sends, and deal with it once.'),
      page('testing', 'Testing with the fake', 'A deployment for your own tests, with faults on demand.'),
    ],
  },
  {
    title: 'Recipes',
    pages: [
      page('recipe-github-actions', 'GitHub Actions', 'Plan on a pull request, apply on a merge.'),
      page('recipe-drift', 'Watching for drift', 'Import a deployment, and compare it every night.'),
      page('recipe-preview-deployments', 'Preview deployments', 'Set up a preview as soon as it exists.'),
      page('recipe-secrets-from-a-manager', 'Secrets from a manager', 'Nobody copies a value by hand.'),
      page(
        'recipe-rotating-a-secret',
        'Rotating a secret',
        'Replace a value, a webhook secret, a deploy key.',
      ),
      page('recipe-many-deployments', 'Many deployments', 'One change on every deployment of a fleet.'),
      page('recipe-following-data', 'Following data', 'Copy tables, and resume a data sync after a crash.'),
      page('recipe-webhook-receivers', 'Receivers of log streams', 'Node, Express, Workers, Convex itself.'),
      page('recipe-metering', 'Metering customers', 'Add up what each customer used.'),
    ],
  },
]

/** Every page of the guide by its file. */
export const guidePages: ReadonlyMap<string, GuidePage> = new Map(
  guide.flatMap(({ pages }) => pages.map(each => [each.file, each])),
)

/** Returns what a reader finds on a page of the site, if it is of the guide. */
export function aboutOf(path: string): string | undefined {
  return path.startsWith('guide/') ? guidePages.get(path.replace('guide/', ''))?.about : undefined
}

function page(name: string, title: string, about: string): GuidePage {
  return { file: `${name}.md`, title, about }
}

/** Returns the path of a page on the site. */
export function pathOf({ file }: GuidePage): string {
  return file === 'index.md' ? '/guide/' : `/guide/${file.replace('.md', '.html')}`
}
