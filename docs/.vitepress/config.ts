import { type DefaultTheme, defineConfig } from 'vitepress'
import { readGenerated } from './generated.js'
import { aboutOf, guide, pathOf } from './guide.js'
import { markdown } from './markdown.js'
import { repository, version } from './project.js'
import { search } from './search.js'

const { reference, http, schemas } = readGenerated()

const guideSidebar: DefaultTheme.SidebarItem[] = guide.map(({ title, pages }) => ({
  text: title,
  items: pages.map(page => ({ text: page.title, link: pathOf(page) })),
}))

const apiSidebar: DefaultTheme.SidebarItem[] = [
  { text: 'HTTP API', items: http },
  { text: 'JSON Schemas', items: schemas },
]

/** Lets a page load nothing from anywhere else. VitePress starts by scripts in the page, and reads our search options by `Function`. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

export default defineConfig({
  title: 'convex-deployment',
  description: 'A typed TypeScript client and a command for the admin API of a Convex deployment.',
  lang: 'en',
  outDir: 'site',
  cacheDir: '../node_modules/.cache/vitepress',
  srcExclude: ['!(index).md', 'site/**'],
  // One at a time: the parts of the search index are then always in the same order.
  buildConcurrency: 1,
  metaChunk: true,
  // A page asks for nothing before it is opened.
  router: { prefetchLinks: false },
  markdown,
  head: [['meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }]],
  transformHead: ({ siteData }) => [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${siteData.base}favicon.svg` }],
  ],
  transformPageData(page) {
    const about = aboutOf(page.relativePath)
    if (about !== undefined) page.description = about
    if (/^reference\/.*(?<!index)\.md$/.test(page.relativePath)) {
      Object.assign(page.frontmatter, { pageClass: 'reference', outline: [2, 4] })
    }
  },
  themeConfig: {
    logo: { src: '/favicon.svg', alt: '' },
    nav: [
      { text: 'Guide', link: '/guide/', activeMatch: '^/guide/' },
      { text: 'Reference', link: '/reference/', activeMatch: '^/reference/' },
      { text: 'HTTP API', link: '/http/v1/', activeMatch: '^/http/' },
      { text: 'Schemas', link: '/schemas/command', activeMatch: '^/schemas/' },
      {
        text: `v${version}`,
        items: [
          { text: 'Changelog', link: '/project/changelog' },
          { text: 'Security', link: '/project/security' },
        ],
      },
    ],
    sidebar: {
      '/reference/': [{ text: 'Reference', link: '/reference/', items: reference }],
      '/http/': apiSidebar,
      '/schemas/': apiSidebar,
      '/': guideSidebar,
    },
    outline: { level: [2, 3], label: 'On this page' },
    socialLinks: [{ icon: 'github', link: repository, ariaLabel: 'Repository' }],
    search,
    docFooter: { prev: 'Previous', next: 'Next' },
    footer: {
      message: 'Independent of, and not endorsed by, Convex, Inc.',
      copyright: `Version ${version}, MIT license`,
    },
  },
})
