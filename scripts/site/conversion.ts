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

/** Has TypeDoc show what our sources and guide say without a tag or a link of TypeDoc's own in them. */
export function adjustConversion({ converter }: Application): void {
  converter.on(Converter.EVENT_CREATE_DECLARATION, showWhatIsLookedUp)
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }: Context) => {
    for (const reflection of Object.values(project.reflections)) moveDescription(reflection)
    hideMachinery(project)
  })
  converter.on(Converter.EVENT_RESOLVE_END, ({ project }: Context) => linkNames(project))
}

/** A type that is looked up in the types of a document, such as `Schemas['LogStream']`, is shown as what it is. */
function showWhatIsLookedUp(context: Context, reflection: DeclarationReflection): void {
  const [declaration] = context.getSymbolFromReflection(reflection)?.declarations ?? []
  if (declaration && ts.isTypeAliasDeclaration(declaration) && ts.isIndexedAccessTypeNode(declaration.type)) {
    reflection.comment?.modifierTags.add('@useDeclaredType')
  }
}

/** A caller makes clients and fakes by functions, and tells errors apart by what they show. */
function hideMachinery(project: ProjectReflection): void {
  for (const reflection of project.getReflectionsByKind(ReflectionKind.ClassMember)) {
    const isMachinery = reflection.kindOf(ReflectionKind.Constructor) || reflection.name.startsWith('[')
    if (isMachinery) project.removeReflection(reflection)
  }
}

/** openapi-typescript writes a document's descriptions as `@description`. */
function moveDescription({ comment }: Reflection): void {
  for (const { content } of comment?.getTags('@description') ?? []) comment?.summary.push(...content)
  comment?.removeTags('@description')
}

/** Makes links of the names of exports that the guide sets as code: `createDeploymentClient`, also with `()`. */
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
