import { type Comment, type DeclarationReflection, ReflectionKind } from 'typedoc'

/** About the height, in pixels, at which a page is long enough. */
export const TALL = 2_800

/** Estimates the height of an export on its page: by its members, and by how much is said of them. */
export function heightOf(reflection: DeclarationReflection): number {
  const members = reflection.getChildrenByKind(ReflectionKind.All)
  return 200 + proseOf(reflection, 80) + members.reduce((sum, member) => sum + memberHeight(member), 0)
}

function memberHeight(member: DeclarationReflection): number {
  // A row of a table has a narrow column for what is said of a property.
  return member.kindOf(ReflectionKind.FunctionOrMethod) ? 160 + proseOf(member, 80) : 40 + proseOf(member, 28)
}

function proseOf({ comment, signatures }: DeclarationReflection, columns: number): number {
  const comments = [comment, ...(signatures ?? []).map(signature => signature.comment)]
  return comments.reduce((sum, each) => sum + (each ? heightOfComment(each, columns) : 0), 0)
}

function heightOfComment({ summary, blockTags }: Comment, columns: number): number {
  const tags = blockTags.reduce((sum, { content }) => sum + 60 + heightOfText(textOf(content), 70), 0)
  return heightOfText(textOf(summary), columns) + tags
}

function textOf(parts: Comment['summary']): string {
  return parts.map(({ text }) => text).join('')
}

function heightOfText(text: string, columns: number): number {
  return text
    .split('\n\n')
    .reduce((sum, paragraph) => sum + 16 + Math.ceil(paragraph.length / columns) * 27, 0)
}
