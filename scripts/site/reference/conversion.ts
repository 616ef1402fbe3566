import { relative } from 'node:path'
import {
  type Application,
  type Context,
  Converter,
  DeclarationReflection,
  type ProjectReflection,
  type Reflection,
  ReflectionKind,
} from 'typedoc'
import { adjustComment } from './comments.js'
import { heightOf, TALL } from './height.js'
import { keepNameOfProperty, keepNamesOfSignature } from './names.js'
import { titleOfTopic, topicOf } from './topics.js'

/** After TypeDoc has found out what is inherited, and before it groups members. */
const BEFORE_GROUPS = -50

/** Adjusts TypeDoc's conversion, so that our sources need no tags of TypeDoc's own. */
export function adjustConversion({ converter }: Application): void {
  const files = new Map<Reflection, string>()
  converter.on(Converter.EVENT_CREATE_DECLARATION, (context: Context, reflection: DeclarationReflection) => {
    const [declaration] = context.getSymbolFromReflection(reflection)?.declarations ?? []
    if (declaration) files.set(reflection, relative('.', declaration.getSourceFile().fileName))
  })
  converter.on(Converter.EVENT_CREATE_DECLARATION, keepNameOfProperty)
  converter.on(Converter.EVENT_CREATE_SIGNATURE, keepNamesOfSignature)
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }: Context) => {
    const exported = new Map(exportsOf(project).map(each => [each.name, each]))
    for (const { comment } of Object.values(project.reflections))
      if (comment) adjustComment(comment, exported)
    hideMachinery(project)
  })
  converter.on(
    Converter.EVENT_RESOLVE_END,
    ({ project }: Context) => {
      hideInherited(project)
      for (const entry of project.children ?? []) groupByTopic(project, entry, files)
    },
    BEFORE_GROUPS,
  )
}

/** Hides constructors and symbols: callers create clients and fakes by functions, and read the fields of errors. */
function hideMachinery(project: ProjectReflection): void {
  for (const reflection of project.getReflectionsByKind(ReflectionKind.ClassMember)) {
    const isMachinery = reflection.kindOf(ReflectionKind.Constructor) || reflection.name.startsWith('[')
    if (isMachinery) project.removeReflection(reflection)
  }
}

/** Hides the members that a page already links to, by "Extends". */
function hideInherited(project: ProjectReflection): void {
  const exported = new Set(exportsOf(project).map(({ name }) => name))
  for (const reflection of project.getReflectionsByKind(ReflectionKind.ClassMember)) {
    if (!(reflection instanceof DeclarationReflection)) continue
    const [from = ''] = reflection.inheritedFrom?.name.split('.') ?? []
    if (exported.has(from)) project.removeReflection(reflection)
  }
}

function exportsOf(project: ProjectReflection): Reflection[] {
  return project.getReflectionsByKind(ReflectionKind.SomeExport)
}

/** Puts the exports of an entry on pages by what they are about. */
function groupByTopic(
  project: ProjectReflection,
  entry: DeclarationReflection,
  files: ReadonlyMap<Reflection, string>,
): void {
  const topics = new Map<string, Topic>()
  const pages: DeclarationReflection[] = []
  for (const child of [...(entry.children ?? [])]) {
    const name = topicOf(files.get(child) ?? '')
    const before = topics.get(name)
    const height = heightOf(child)
    const fits = before !== undefined && before.height + height <= TALL
    const topic = fits ? before : startPage(project, entry, name, before && child.name)
    if (topic !== before) pages.push(topic.page)
    topics.set(name, { ...topic, height: topic.height + height })
    entry.removeChild(child)
    child.parent = topic.page
    topic.page.addChild(child)
  }
  const order = [...topics.keys()].map(titleOfTopic)
  pages.sort((a, b) => order.indexOf(topicOfTitle(a.name)) - order.indexOf(topicOfTitle(b.name)))
  for (const page of pages) entry.addChild(page)
}

/** The page of exports about one thing that the next of them is put on. */
interface Topic {
  readonly page: DeclarationReflection
  readonly height: number
}

/** Starts a page: the first of its topic, or one that goes on from an export where another was long enough. */
function startPage(
  project: ProjectReflection,
  entry: DeclarationReflection,
  topic: string,
  first: string | undefined,
): Topic {
  const title = first === undefined ? titleOfTopic(topic) : `${titleOfTopic(topic)}: ${first}`
  const page = new DeclarationReflection(title, ReflectionKind.Module, entry)
  project.registerReflection(page, undefined, undefined)
  return { page, height: 0 }
}

function topicOfTitle(title: string): string {
  return title.replace(/: \w+$/, '')
}
