import { Comment, type DeclarationReflection, type Reflection, ReflectionKind } from 'typedoc'
import { table } from '../schema/schema.js'

/** Writes the page of an entry: its exports by topic, each with the first sentence of its comment. */
export function indexPage(entry: DeclarationReflection, names: ReadonlyMap<string, string>): string {
  const link = ({ name }: Reflection) => `[\`${name}\`](${names.get(name)})`
  const topics = (entry.children ?? []).map(topic => {
    const [types, others] = partition(topic.children ?? [], each =>
      each.kindOf(ReflectionKind.TypeAlias | ReflectionKind.Interface),
    )
    const rows = others.map(each => [link(each), firstSentence(each)])
    const parts = [
      rows.length > 0 ? table(['Export', 'Description'], rows) : '',
      types.length > 0 ? `Types: ${types.map(link).join(', ')}.` : '',
    ]
    return [`## ${topic.name}`, ...parts.filter(Boolean)].join('\n\n')
  })
  return `${[`# ${entry.name}`, summaryOf(entry), ...topics].join('\n\n')}\n`
}

function firstSentence(reflection: DeclarationReflection): string {
  return /^.*?[.:](?=\s|$)/s.exec(summaryOf(reflection))?.[0].replace(/:$/, '.') ?? ''
}

function summaryOf({ comment, signatures }: DeclarationReflection): string {
  const { summary } = comment ?? signatures?.[0]?.comment ?? { summary: [] }
  return Comment.combineDisplayParts(summary)
}

function partition<T>(items: readonly T[], fits: (item: T) => boolean): [T[], T[]] {
  return [items.filter(fits), items.filter(item => !fits(item))]
}
