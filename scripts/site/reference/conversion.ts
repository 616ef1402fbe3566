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
    for (const entry of project.children ?? []) groupByTopic(project, entry, files)
  })
  converter.on(Converter.EVENT_RESOLVE_END, ({ project }: Context) => hideInherited(project), BEFORE_GROUPS)
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
    const topic = before && before.height + height <= TALL ? before : startTopic(project, entry, name, before)
    if (topic !== before) pages.push(topic.page)
    topics.set(name, { ...topic, height: topic.height + height })
    entry.removeChild(child)
    child.parent = topic.page
    topic.page.addChild(child)
  }
  for (const page of pages.sort((a, b) => orderOf(a, pages) - orderOf(b, pages))) entry.addChild(page)
}

/** A page of exports about one thing: the first, or one that goes on where another was long enough. */
interface Topic {
  readonly page: DeclarationReflection
  readonly number: number
  readonly height: number
}

function startTopic(
  project: ProjectReflection,
  entry: DeclarationReflection,
  name: string,
  before: Topic | undefined,
): Topic {
  const number = (before?.number ?? 0) + 1
  const title = titleOfTopic(name) + (number === 1 ? '' : ` ${number}`)
  const page = new DeclarationReflection(title, ReflectionKind.Module, entry)
  project.registerReflection(page, undefined, undefined)
  return { page, number, height: 0 }
}

/** Orders a page that goes on right after the first of its topic. */
function orderOf({ name }: DeclarationReflection, pages: readonly DeclarationReflection[]): number {
  const [, topic = name, number = '1'] = /^(.*?)(?: (\d+))?$/.exec(name) ?? []
  return pages.findIndex(page => page.name === topic) + Number(number) / 100
}
