/** A part of a page under a heading of its own. */
export interface Section {
  readonly title: string
  readonly text: string
}

/** About the height, in pixels, at which a page is long enough. */
const TALL = 4_600

/** Divides sections among pages, in their order, so that none is tall. */
export function paginate(sections: readonly Section[]): Section[][] {
  const pages: Section[][] = []
  let height = Number.POSITIVE_INFINITY
  for (const section of sections) {
    const own = heightOf(section)
    if (height + own > TALL) {
      pages.push([])
      height = 0
    }
    pages.at(-1)?.push(section)
    height += own
  }
  return pages
}

/** Estimates the height of a section: a row of a table takes about as much as a line of its longest cell. */
function heightOf({ text }: Section): number {
  const lines = text.split('\n').map(line => {
    if (!line.startsWith('|')) return Math.ceil(line.length / 80) * 28
    const longest = Math.max(...line.split(/(?<!\\)\|/).map(cell => cell.length))
    return 20 + Math.ceil(longest / 32) * 24
  })
  return 90 + lines.reduce((sum, line) => sum + line, 0)
}

/** Writes sections with their headings. */
export function writeSections(sections: readonly Section[]): string {
  return sections.map(({ title, text }) => `## ${title}\n\n${text}`).join('\n\n')
}
