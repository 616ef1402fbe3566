import { Application, OptionDefaults } from 'typedoc'
import { adjustConversion } from './conversion.js'
import { SiteTheme } from './theme.js'

/** The guide's pages in reading order. The front matter of each holds its title and its group. */
const GUIDE = [
  'getting-started',
  'contracts',
  'errors-and-retries',
  'environment-as-code',
  'deployment-as-code',
  'management',
  'check',
  'deployment-file',
  'command',
  'json',
  'agents',
  'audit-log',
  'webhooks',
  'env-files',
  'testing',
  'recipe-github-actions',
  'recipe-preview-deployments',
  'recipe-rotating-a-secret',
  'recipe-many-deployments',
  'recipe-following-data',
  'recipe-webhook-receivers',
  'recipe-metering',
]

/** The types that exported types use, but that are not exported: the comments explain them. */
const NOT_EXPORTED = [
  'paths',
  'operations',
  'KnownCode',
  'PathMethod',
  'MethodOf',
  'ManagementSchemas',
  'SuccessBody',
  'EnvironmentRecord',
  'TokenSource',
  'ByUrl',
  'ByName',
  'ByKey',
  'ApiErrorName',
  'Merged',
  'METRICS',
  'UnknownTopic.any',
  'PlainSettings',
  'KeyOf',
  'LaterKey',
  'Literal',
]

/** Renders the guide and the reference of every entry point. Throws if a comment or a link is wrong. */
export async function renderReference(site: string): Promise<void> {
  const app = await Application.bootstrap({
    name: 'convex-deployment',
    entryPoints: [
      'src/index.ts',
      'src/config/index.ts',
      'src/management/index.ts',
      'src/check/index.ts',
      'src/config/node/index.ts',
      'src/webhooks/index.ts',
      'src/dotenv/index.ts',
      'src/fake/index.ts',
    ],
    tsconfig: 'tsconfig.build.json',
    favicon: 'scripts/site/favicon.svg',
    customCss: 'scripts/site/site.css',
    includeHierarchySummary: false,
    readme: 'docs/guide/index.md',
    projectDocuments: GUIDE.map(page => `docs/guide/${page}.md`),
    sort: ['documents-first', 'source-order'],
    groupOrder: ['Guide', 'Recipes', 'Modules', 'Functions', 'Interfaces', 'Classes', '*'],
    navigation: { includeGroups: true },
    searchInDocuments: true,
    excludeExternals: true,
    disableGit: true,
    disableSources: true,
    blockTags: [...OptionDefaults.blockTags, '@description'],
    intentionallyNotExported: NOT_EXPORTED,
    highlightLanguages: ['ts', 'console', 'sh', 'dotenv', 'json', 'yaml'],
    headings: { readme: false, document: false },
    sortEntryPoints: false,
    treatWarningsAsErrors: true,
  })
  adjustConversion(app)
  app.renderer.defineTheme('site', SiteTheme)
  app.options.setValue('theme', 'site')
  const project = await app.convert()
  if (project === undefined) throw new Error('The sources do not compile.')
  app.validate(project)
  await app.generateDocs(project, site)
  if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error('The site has the problems above.')
}
