/** A text with others around it, and what it must hold. */
export interface Case {
  readonly text: string
  readonly values: { readonly [name: string]: string }
}

const BEFORE = 'P1=\'#"`\'\n# it\'s " `\nP2="#\'`"\nP3=x # \' " `\n'
const VALUES_BEFORE = { P1: '#"`', P2: "#'`", P3: 'x' }

/** What could close a value left open: a quote before a `#`, a quote that ends a value, a quote that ends a comment. */
const AFTER: readonly Case[] = [
  { text: 'N1=\'#\'\nN2="#"\nN3=`#`\n', values: { N1: '#', N2: '#', N3: '#' } },
  { text: 'N1=it\'\nN2=say"\nN3=tick`\n', values: { N1: "it'", N2: 'say"', N3: 'tick`' } },
  { text: '# \'\n# "\n# `\nN1=1\n', values: { N1: '1' } },
]

/** The texts in which one variable stands between hostile neighbours. */
export function amongNeighbours(text: string, name: string, value: string): Case[] {
  return AFTER.map(after => ({
    text: BEFORE + text + after.text,
    values: { ...VALUES_BEFORE, [name]: value, ...after.values },
  }))
}

/** Whether a reader finds in a text exactly what it must hold. */
export function readsExactly(read: (text: string) => object, { text, values }: Case): boolean {
  return canonical(read(text)) === canonical(values)
}

function canonical(values: object): string {
  return JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
}
