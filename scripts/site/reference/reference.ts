import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  Application,
  OptionDefaults,
  PageEvent,
  type ProjectReflection,
  type Reflection,
  type Router as TypeDocRouter,
} from 'typedoc'
import { MarkdownRendererEvent } from 'typedoc-plugin-markdown'
import type { SidebarEntry } from '../page.js'
import { adjustConversion } from './conversion.js'
import { indexPage } from './index-page.js'
import { folderOf, Router, type SchemaPages, themeWith } from './theme.js'

/** The types that exported types use, but that are not exported: the comments explain them. */
const NOT_EXPORTED = [
  'paths',
  'operations',
  'KnownCode',
  'PathMethod',
  'MethodOf',
  'ManagementSchemas',
  'V1Schemas',
  'Schemas',
  'SuccessBody',
  'EnvironmentRecord',
  'TokenSource',
  'ByUrl',
  'ByName',
  'ByKey',
  'ApiErrorName',
  'Merged',
  'METRICS',
  'permissionNames',
  'UnknownTopic.any',
  'PlainSettings',
  'KeyOf',
  'LaterKey',
  'Literal',
]

/** The reference: how the sidebar leads to its pages, and the page of each export by its name. */
export interface Reference {
  readonly entries: SidebarEntry[]
  readonly names: ReadonlyMap<string, string>
}

/**
 * Writes the reference of every entry point into a folder, as pages for VitePress. Throws if a comment or a link is wrong.
 */
export async function writeReference(folder: string, schemas: SchemaPages): Promise<Reference> {
  const app = await Application.bootstrapWithPlugins({
    name: 'Reference',
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: [
      'src/index.ts',
      'src/config/index.ts',
      'src/config/node/index.ts',
      'src/management/index.ts',
      'src/check/index.ts',
      'src/webhooks/index.ts',
      'src/dotenv/index.ts',
      'src/fake/index.ts',
    ],
    tsconfig: 'tsconfig.build.json',
    readme: 'none',
    sort: ['source-order'],
    groupOrder: ['Functions', 'Interfaces', 'Classes', '*'],
    excludeExternals: true,
    disableGit: true,
    disableSources: true,
    blockTags: [...OptionDefaults.blockTags, '@description'],
    preservedTypeAnnotationTags: ['@throws'],
    intentionallyNotExported: NOT_EXPORTED,
    sortEntryPoints: false,
    treatWarningsAsErrors: true,
    logLevel: 'Warn',
    outputs: [{ name: 'markdown', path: folder }],
    router: 'site',
    theme: 'site',
  })
  const markdown: Record<string, unknown> = {
    hidePageHeader: true,
    hideBreadcrumbs: true,
    hideGroupHeadings: true,
    useHTMLAnchors: true,
    expandParameters: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    classPropertiesFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    propertyMembersFormat: 'table',
    indexFormat: 'table',
    tableColumnSettings: {
      hideDefaults: false,
      hideInherited: true,
      hideModifiers: true,
      hideOverrides: true,
      hideSources: true,
      hideValues: true,
      leftAlignHeaders: true,
    },
    pageTitleTemplates: { module: '{name}' },
    entryFileName: 'index',
  }
  for (const [name, value] of Object.entries(markdown)) app.options.setValue(name, value)
  adjustConversion(app)
  app.renderer.defineRouter('site', Router)
  app.renderer.defineTheme('site', themeWith(schemas))
  let written: Reference = { entries: [], names: new Map() }
  app.renderer.on(MarkdownRendererEvent.END, ({ project }: MarkdownRendererEvent) => {
    written = describe(project, app.renderer.router)
  })
  app.renderer.on(PageEvent.END, page => {
    page.contents = withoutEmptyParts(page.contents ?? '')
  })
  const project = await app.convert()
  if (project === undefined) throw new Error('The sources do not compile.')
  app.validate(project)
  await app.generateOutputs(project)
  if (app.logger.hasErrors() || app.logger.hasWarnings())
    throw new Error('The reference has the problems above.')
  for (const entry of project.children ?? []) {
    await writeFile(join(folder, folderOf(entry.name), 'index.md'), indexPage(entry, written.names))
  }
  return written
}

/** Removes the headings of tables that say nothing. */
function withoutEmptyParts(text: string): string {
  return text.replace(/^#{3,6} Parameters\n+(?=#|<a|\*\*\*|$)/gm, '')
}

function describe(project: ProjectReflection, router: TypeDocRouter | undefined): Reference {
  const names = new Map<string, string>()
  const pathOf = (reflection: Reflection) => `/reference/${router?.getFullUrl(reflection)}`
  const entries = (project.children ?? []).map(entry => ({
    text: entry.name.replace('convex-deployment/', ''),
    link: pathOf(entry),
    collapsed: true,
    items: (entry.children ?? []).map(topic => {
      for (const each of topic.children ?? []) if (!names.has(each.name)) names.set(each.name, pathOf(each))
      return { text: topic.name, link: pathOf(topic) }
    }),
  }))
  return { entries, names }
}
