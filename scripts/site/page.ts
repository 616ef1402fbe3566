/** How the sidebar leads to a page, and to those below it. */
export interface SidebarEntry {
  readonly text: string
  readonly link?: string
  readonly collapsed?: boolean
  readonly items?: SidebarEntry[]
}

/** A page for VitePress: its path in `docs/`, and its Markdown. */
export interface Page {
  readonly path: string
  readonly text: string
}

/** Keeps what a document says from being HTML: a `<` outside of code is a character. */
export function withoutHtml({ path, text }: Page): Page {
  const escaped = text.replace(/```[\s\S]*?```|`[^`\n]*`|</g, part => (part === '<' ? '&lt;' : part))
  return { path, text: escaped }
}
