import type { MarkdownOptions } from 'vitepress'

type Transformer = NonNullable<MarkdownOptions['codeTransformers']>[number]
type Element = Parameters<NonNullable<Transformer['line']>>[0]

/** Lets a line of code wrap below its own beginning, and not at the hyphens of a word such as `--dry-run`. */
export const wrapLines: Transformer = {
  name: 'wrap-lines',
  line(line) {
    const indent = /^ */.exec(textOf(line))?.[0].length ?? 0
    if (indent > 0) line.properties.style = `--indent: ${indent}`
  },
  span(token) {
    token.children = token.children.flatMap(child => (child.type === 'text' ? wordsOf(child.value) : [child]))
  },
}

function wordsOf(text: string): Element['children'] {
  const parts = text.split(/(\S*-\w\S*)/)
  return parts.flatMap((value, index): Element['children'] => {
    if (value === '') return []
    const isWord = index % 2 === 1
    const part = { type: 'text', value } as const
    return isWord
      ? [{ type: 'element', tagName: 'span', properties: { class: 'word' }, children: [part] }]
      : [part]
  })
}

function textOf({ children }: Element): string {
  return children
    .map(child => (child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : ''))
    .join('')
}
