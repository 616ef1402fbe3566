import type { BrowserContext, Page } from 'playwright-core'

/** What a browser met on a page. */
export interface Visit {
  readonly url: string
  /** Errors of the console, exceptions, failed requests, and requests that leave the site. */
  readonly faults: readonly string[]
  /** Addresses of the site that the page links to, fragments included. */
  readonly links: readonly string[]
  /** The fragments that lead somewhere on the page. */
  readonly anchors: ReadonlySet<string>
  /** The widths of a window, in pixels, in which something is wider than the window, or code is cut off. */
  readonly tooNarrow: readonly number[]
  /** The height of the page in a window of 1280 pixels. */
  readonly height: number
  /** The smallest size that prose is set in, in pixels. */
  readonly smallestText: number
}

/** The smallest phone, a tablet and a laptop, in CSS pixels. The last is the one in which heights are measured. */
const WIDTHS = [320, 768, 1280]
const TABS = 3

/** Opens every page of a site that can be reached from its start page, each once, in a few tabs side by side. */
export async function crawl(browser: BrowserContext, origin: string): Promise<Map<string, Visit>> {
  const visits = new Map<string, Visit>()
  const seen = new Set<string>()
  const waiting: string[] = []
  const add = (link: string) => {
    const url = pageOf(link)
    if (seen.has(url)) return
    seen.add(url)
    waiting.push(url)
  }
  add(`${origin}/index.html`)
  const tabs = await Promise.all(Array.from({ length: TABS }, () => browser.newPage()))
  // In rounds: while one page is visited, others may still find the next.
  while (waiting.length > 0) {
    const round = waiting.splice(0)
    await Promise.all(
      tabs.map(async tab => {
        for (let url = round.shift(); url !== undefined; url = round.shift()) {
          const visited = await visit(tab, url, origin)
          visits.set(url, visited)
          for (const link of visited.links) add(link)
        }
      }),
    )
  }
  await Promise.all(tabs.map(tab => tab.close()))
  return visits
}

/** The page that a link leads to: its address up to the fragment, by one name. */
export function pageOf(link: string): string {
  return (link.split('#', 1)[0] ?? link).replace(/\/index\.html$/, '/')
}

/** The place on that page, if the link names one. */
export function anchorOf(link: string): string {
  return decodeURIComponent(new URL(link).hash.slice(1))
}

async function visit(page: Page, url: string, origin: string): Promise<Visit> {
  const faults: string[] = []
  page.removeAllListeners()
  page.on('console', message => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', error => faults.push(`exception: ${error.message}`))
  page.on('response', response => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`)
  })
  page.on('request', request => {
    if (/^(?:https?|wss?):/.test(request.url()) && !request.url().startsWith(origin)) {
      faults.push(`foreign: ${request.url()}`)
    }
  })
  await page.goto(url, { waitUntil: 'load' })
  if (!isPage(url)) {
    return { url, faults, links: [], anchors: new Set(), tooNarrow: [], height: 0, smallestText: 16 }
  }
  await page.waitForFunction(isShown)
  const tooNarrow: number[] = []
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    if (await page.evaluate(isTooNarrow)) tooNarrow.push(width)
  }
  const found = await page.evaluate(look)
  const links = found.links.filter(link => link.startsWith(`${origin}/`))
  return { ...found, url, faults, links, tooNarrow, anchors: new Set(found.anchors) }
}

/** A document of an API is a file that the browser shows as it is. */
function isPage(url: string): boolean {
  return /(?:\.html|\/)$/.test(url)
}

/** Runs in the browser: whether the page's scripts have taken it over. */
function isShown() {
  const app = document.querySelector('#app')
  return app !== null && '__vue_app__' in app && document.querySelector('main') !== null
}

/** Runs in the browser: whether the page is wider than its window, or a line of code than its block. */
function isTooNarrow() {
  const blocks = [...document.querySelectorAll('pre')]
  return (
    document.documentElement.scrollWidth > window.innerWidth ||
    blocks.some(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
  )
}

/** Runs in the browser. */
function look() {
  const texts = [...document.querySelectorAll('.vp-doc :is(p, li):not(.file-name, blockquote p)')]
  const sizes = texts.map(text => Number.parseFloat(getComputedStyle(text).fontSize))
  return {
    links: [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map(({ href }) => href),
    anchors: [...document.querySelectorAll('[id]')].map(({ id }) => id),
    height: document.documentElement.scrollHeight,
    smallestText: Math.min(...sizes, Number.POSITIVE_INFINITY),
  }
}
