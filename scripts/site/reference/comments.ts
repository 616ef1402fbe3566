import { type Comment, type CommentDisplayPart, CommentTag, type Reflection } from 'typedoc'

/** Adjusts a comment to how our sources and openapi-typescript write them. */
export function adjustComment(comment: Comment, exported: ReadonlyMap<string, Reflection>): void {
  moveDescription(comment)
  listErrors(comment, exported)
}

/** Moves a `@description`, as openapi-typescript writes it, into the summary. */
function moveDescription(comment: Comment): void {
  for (const { content } of comment.getTags('@description')) comment.summary.push(...content)
  comment.removeTags('@description')
}

/** Puts all that a function throws into one list, each with the name of its error. */
function listErrors(comment: Comment, exported: ReadonlyMap<string, Reflection>): void {
  const thrown = comment.getTags('@throws')
  if (thrown.length === 0) return
  const list = thrown.flatMap(({ typeAnnotation, content }): CommentDisplayPart[] => {
    const name = typeAnnotation?.replace(/^\{|\}$/g, '')
    const item: CommentDisplayPart = { kind: 'text', text: '\n- ' }
    if (name === undefined) return [item, ...content]
    const target = exported.get(name)
    const error: CommentDisplayPart = target
      ? { kind: 'inline-tag', tag: '@linkcode', text: name, target }
      : { kind: 'code', text: `\`${name}\`` }
    return [item, error, { kind: 'text', text: ' ' }, ...content]
  })
  comment.removeTags('@throws')
  comment.blockTags.push(new CommentTag('@throws', list))
}
