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
  /** Whether the page is wider than the window. */
  readonly overflows: boolean
  /** The smallest size that prose is set in, in pixels. */
  readonly smallestText: number
}

/** Opens every page of a site that can be reached from its start page, each once. */
export async function crawl(browser: BrowserContext, origin: string): Promise<Map<string, Visit>> {
  const page = await browser.newPage()
  const visits = new Map<string, Visit>()
  const waiting = [`${origin}/index.html`]
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    if (visits.has(url)) continue
    const visited = await visit(page, url, origin)
    visits.set(url, visited)
    waiting.push(...visited.links.map(pageOf))
  }
  await page.close()
  return visits
}

/** The page that a link leads to: its address up to the fragment, but a fragment such as `#/data-sync` is a route. */
export function pageOf(link: string): string {
  return /^[^#]*(?:#\/[^#]*)?/.exec(link)?.[0] ?? link
}

/** The place on that page, if the link names one. */
export function anchorOf(link: string): string {
  return decodeURIComponent(link.slice(pageOf(link).length + 1))
}

async function visit(page: Page, url: string, origin: string): Promise<Visit> {
  const faults: string[] = []
  page.removeAllListeners()
  page.on('console', message => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', error => faults.push(`exception: ${error.message}`))
  page.on('requestfailed', request => faults.push(`failed: ${request.url()}`))
  page.on('response', response => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`)
  })
  page.on('request', request => {
    if (/^(?:https?|wss?):/.test(request.url()) && !request.url().startsWith(origin)) {
      faults.push(`foreign: ${request.url()}`)
    }
  })
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForFunction(isShown)
  const found = await page.evaluate(look)
  const links = found.links.filter(link => link.startsWith(`${origin}/`))
  if (found.isMissing) faults.push('no such route')
  return { ...found, url, faults, links, anchors: new Set(found.anchors) }
}

/** Runs in the browser: whether the page's scripts have shown what they show. */
function isShown() {
  const redoc = document.querySelector('#redoc')
  return (
    getComputedStyle(document.body).display !== 'none' && (!redoc || redoc.querySelector('h1, h2') !== null)
  )
}

/** Runs in the browser. */
function look() {
  const texts = [...document.querySelectorAll('.tsd-typography :is(p, li), #redoc p:not(a p)')]
  const sizes = texts.map(text => Number.parseFloat(getComputedStyle(text).fontSize))
  return {
    links: [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].map(({ href }) => href),
    isMissing: document.querySelector('.not-found-page') !== null,
    anchors: [...document.querySelectorAll('[id]')].map(({ id }) => id),
    overflows: document.documentElement.scrollWidth > window.innerWidth,
    smallestText: Math.min(...sizes, Number.POSITIVE_INFINITY),
  }
}
