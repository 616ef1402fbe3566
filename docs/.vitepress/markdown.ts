import { posix } from 'node:path'
import type { MarkdownOptions, MarkdownRenderer } from 'vitepress'
import { anchorOf } from './anchors.js'
import { exportedNames } from './generated.js'
import { aboutOf } from './guide.js'
import { wrapLines } from './lines.js'
import { sitePathOf } from './paths.js'

/** The part of markdown-it's tokens that is read here. */
type Tokens = ReturnType<MarkdownRenderer['parse']>
type Rule = Parameters<MarkdownRenderer['core']['ruler']['push']>[1]

/** Renders pages so that the guide needs no syntax that GitHub does not know. */
export const markdown: MarkdownOptions = {
  theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  anchor: { slugify: anchorOf },
  codeTransformers: [wrapLines],
  // Braces and colons in prose are themselves.
  attrs: { disable: true },
  emoji: { enabled: [] },
  config(md) {
    md.core.ruler.push('lead', addLead)
    md.core.ruler.push('site-links', leadLinks)
    md.core.ruler.push('export-links', linkNames)
    showFileNames(md)
    renderCode(md)
    keepBraces(md)
  },
}

/** Says what a page of the guide is about, where its own text begins with a part. */
const addLead: Rule = ({ tokens, env, Token }) => {
  const about = aboutOf(relativePathOf(env))
  const end = tokens.findIndex(({ type, tag }) => type === 'heading_close' && tag === 'h1') + 1
  if (about === undefined || end === 0 || tokens[end]?.type !== 'heading_open') return
  const text = new Token('text', '', 0)
  text.content = about
  const inline = new Token('inline', '', 0)
  inline.children = [text]
  tokens.splice(end, 0, new Token('paragraph_open', 'p', 1), inline, new Token('paragraph_close', 'p', -1))
}

/** Leads links to files of the repository to their pages on the site, or to the repository. */
const leadLinks: Rule = ({ tokens, env }) => {
  const page = relativePathOf(env)
  for (const token of inlineTokens(tokens)) {
    const href = token.type === 'link_open' ? token.attrGet('href') : null
    if (href !== null && /^\.\.?\//.test(href)) token.attrSet('href', sitePathOf(href, page))
  }
}

/** Links the names of exports that the guide formats as code, such as `createDeploymentClient()`, to the reference. */
const linkNames: Rule = ({ tokens, env, Token }) => {
  if (!relativePathOf(env).startsWith('guide/')) return
  for (const { children } of tokens) {
    if (!children) continue
    let depth = 0
    const linked = children.flatMap(token => {
      depth += token.type === 'link_open' ? 1 : token.type === 'link_close' ? -1 : 0
      const name = token.type === 'code_inline' ? /^(\w+)(?:\(\))?$/.exec(token.content)?.[1] : undefined
      const path = name === undefined || depth > 0 ? undefined : exportedNames().get(name)
      if (path === undefined) return [token]
      const open = new Token('link_open', 'a', 1)
      open.attrSet('href', path)
      return [open, token, new Token('link_close', 'a', -1)]
    })
    children.splice(0, children.length, ...linked)
  }
}

/** Shows the name of the file that a block is, where its fence names one: ```dotenv app.env. */
function showFileNames(md: MarkdownRenderer): void {
  const render = md.renderer.rules.fence
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const block = render?.(tokens, index, options, env, self) ?? ''
    const file = /^\S+\s+([^\s{[]+)$/.exec(tokens[index]?.info.trim() ?? '')?.[1]
    if (file === undefined) return block
    return `<div class="file"><p class="file-name" v-pre>${md.utils.escapeHtml(file)}</p>${block}</div>`
  }
}

/** Keeps Vue from reading code as its own, and a short piece of it from being broken at its hyphens. */
function renderCode(md: MarkdownRenderer): void {
  const render = md.renderer.rules.code_inline
  md.renderer.rules.code_inline = (tokens, index, options, env, self) => {
    const token = tokens[index]
    token?.attrSet('v-pre', '')
    if (/^(?=.*-)\S{1,24}$/.test(token?.content ?? '')) token?.attrSet('class', 'word')
    return render?.(tokens, index, options, env, self) ?? ''
  }
}

/** Keeps Vue from reading `{{ }}` as an expression. */
function keepBraces(md: MarkdownRenderer): void {
  const render = md.renderer.rules.text
  md.renderer.rules.text = (tokens, index, options, env, self) =>
    (render?.(tokens, index, options, env, self) ?? '').replaceAll('{{', '&#123;&#123;')
}

function inlineTokens(tokens: Tokens): Tokens {
  return tokens.flatMap(({ children }) => children ?? [])
}

function relativePathOf(env: unknown): string {
  const path: unknown = typeof env === 'object' && env !== null ? Reflect.get(env, 'relativePath') : undefined
  return typeof path === 'string' ? posix.normalize(path) : ''
}
