import {
  type Application,
  type CommentDisplayPart,
  type Context,
  Converter,
  type DeclarationReflection,
  type ProjectReflection,
  type Reflection,
  ReflectionKind,
} from 'typedoc'
import ts from 'typescript'

/** Adjusts TypeDoc's conversion, so that our sources and guide need no tags or links of TypeDoc's own. */
export function adjustConversion({ converter }: Application): void {
  converter.on(Converter.EVENT_CREATE_DECLARATION, showWhatIsLookedUp)
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }: Context) => {
    for (const reflection of Object.values(project.reflections)) moveDescription(reflection)
    hideMachinery(project)
  })
  converter.on(Converter.EVENT_RESOLVE_END, ({ project }: Context) => linkNames(project))
}

/** Shows the members of a type that is taken from a document's types, such as `Schemas['LogStream']`. */
function showWhatIsLookedUp(context: Context, reflection: DeclarationReflection): void {
  const [declaration] = context.getSymbolFromReflection(reflection)?.declarations ?? []
  if (declaration && ts.isTypeAliasDeclaration(declaration) && ts.isIndexedAccessTypeNode(declaration.type)) {
    reflection.comment?.modifierTags.add('@useDeclaredType')
  }
}

/** Hides constructors and symbols: callers create clients and fakes by functions, and read the fields of errors. */
function hideMachinery(project: ProjectReflection): void {
  for (const reflection of project.getReflectionsByKind(ReflectionKind.ClassMember)) {
    const isMachinery = reflection.kindOf(ReflectionKind.Constructor) || reflection.name.startsWith('[')
    if (isMachinery) project.removeReflection(reflection)
  }
}

/** Moves a `@description`, as openapi-typescript writes it, into the summary. */
function moveDescription({ comment }: Reflection): void {
  for (const { content } of comment?.getTags('@description') ?? []) comment?.summary.push(...content)
  comment?.removeTags('@description')
}

/** Links the names of exports that the guide formats as code: `createDeploymentClient`, also with `()`. */
function linkNames(project: ProjectReflection): void {
  const exported = new Map<string, Reflection>()
  for (const reflection of project.getReflectionsByKind(ReflectionKind.All)) {
    if (reflection.parent?.kindOf(ReflectionKind.SomeModule)) exported.set(reflection.name, reflection)
  }
  const link = (part: CommentDisplayPart): CommentDisplayPart => {
    const name = part.kind === 'code' ? /^`(\w+)(?:\(\))?`$/.exec(part.text)?.[1] : undefined
    const target = name === undefined ? undefined : exported.get(name)
    return target && name
      ? { kind: 'inline-tag', tag: '@linkcode', text: part.text.slice(1, -1), target }
      : part
  }
  for (const page of project.documents ?? []) page.content = page.content.map(link)
}
