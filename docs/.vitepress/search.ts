import type { DefaultTheme, MarkdownEnv, MarkdownRenderer } from 'vitepress'
import { aboutOf } from './guide.js'

type LocalSearch = Extract<DefaultTheme.Config['search'], { provider: 'local' }>

/**
 * The search of the site: an index that is loaded on the first use, in the browser alone. The functions below run there, too: each
 * is sent as its text, and uses nothing outside of itself.
 */
export const search: LocalSearch = {
  provider: 'local',
  options: {
    detailedView: true,
    disableQueryPersistence: true,
    miniSearch: {
      options: { processTerm },
      searchOptions: {
        prefix: term => term.length > 2,
        fuzzy: term => (term.length > 5 ? 0.15 : false),
        boost: { title: 2, titles: 1, text: 1 },
        boostDocument: rank,
      },
    },
    _render: renderForSearch,
  },
}

/** Reduces a word to its stem: `rotating` finds `rotate`. Words that questions are made of find nothing. */
function processTerm(term: string): string | null {
  const word = term.toLowerCase().replace(/['’]s$/, '')
  const ignored =
    ' a an and are as at be before by can do does for from get give how i if in is it make my of on or that the this to use what when where which who why will with you your '
  if (ignored.includes(` ${word} `)) return null
  if (word.length < 5) return word.length > 3 ? word.replace(/([^s])s$/, '$1') : word
  return word.replace(/ies$/, 'y').replace(/(?:ing|ed|es|s|e)$/, '')
}

/** Ranks the guide before the reference, and the reference before the documents. */
function rank(id: string): number {
  if (id.includes('/guide/')) return 2.5
  if (id.includes('/project/')) return 0.5
  return id.includes('/reference/') ? 0.9 : 0.7
}

/** Headings that label a part of what is described above them. */
const LABELS =
  /<h([1-6])[^>]*>(?:Accessors|Answers|Body|Example|Extended by|Extends|Methods|Parameters|Properties|Returns|Throws)\b.*?<\/h\1>/g

/** Renders a page for the index: its code without colours and imports, and its labels as parts of the section that they are in. */
function renderForSearch(source: string, env: MarkdownEnv, md: MarkdownRenderer): string {
  const { highlight } = md.options
  md.options.highlight = code => `<pre>${md.utils.escapeHtml(code.replace(/^import .*\n/gm, ''))}</pre>`
  const html = md.render(source, env)
  md.options.highlight = highlight ?? null
  if (env.frontmatter?.search === false) return ''
  const about = md.utils.escapeHtml(aboutOf(env.relativePath) ?? '')
  const described = html.includes(`<p>${about}</p>`) ? html : html.replace('</h1>', `</h1><p>${about}</p>`)
  return described.replace(LABELS, ' ')
}
