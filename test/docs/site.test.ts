import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '../support/chromium.js'
import { serveFolder } from './serve.js'
import { anchorOf, crawl, pageOf, type Visit } from './visit.js'

/** The width of a phone, in CSS pixels. */
const PHONE = { width: 390, height: 844 }

let site: Awaited<ReturnType<typeof serveFolder>>
let browser: BrowserContext
let visits: Map<string, Visit>
beforeAll(async () => {
  site = await serveFolder('docs/site')
  browser = await openChromium({ viewport: PHONE })
  visits = await crawl(browser, site.origin)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

test('the start page leads to the guide, the reference of each entry point, and both documents', () => {
  const paths = [...visits.keys()].map(url => new URL(url).pathname)
  expect(paths).toEqual(
    expect.arrayContaining([
      '/documents/Getting_started.html',
      '/modules/convex-deployment.html',
      '/modules/convex-deployment_config.html',
      '/modules/convex-deployment_dotenv.html',
      '/modules/convex-deployment_fake.html',
      '/modules/convex-deployment_webhooks.html',
      '/openapi/v1.html',
      '/openapi/v1-beta.html',
    ]),
  )
})

test('no page shows an error, misses a file, or asks another server for anything', () => {
  const faulty = [...visits.values()].flatMap(({ url, faults }) => faults.map(fault => `${url}: ${fault}`))
  expect(faulty).toEqual([])
})

test('every link within the site leads to a page and to a place on it', () => {
  const broken = [...visits.values()].flatMap(({ url, links }) =>
    links.filter(link => !leadsSomewhere(link)).map(link => `${url} → ${link}`),
  )
  expect(broken).toEqual([])
})

test('no page is wider than a phone, and its prose is at least 16 pixels', () => {
  const pages = [...visits.values()]
  expect(pages.filter(({ overflows }) => overflows).map(({ url }) => url)).toEqual([])
  expect(pages.filter(({ smallestText }) => smallestText < 16).map(({ url }) => url)).toEqual([])
})

test.each(['Rotating a secret', 'createFakeDeployment'])('the search finds %s', async text => {
  const page = await browser.newPage()
  await page.goto(`${site.origin}/index.html`)
  await page.click('#tsd-search-trigger')
  await page.fill('#tsd-search-input', text)
  const found = page.locator('#tsd-search-results a').first()
  expect((await found.innerText()).replace(/\s+/g, ' ')).toContain(text)
  await page.close()
})

test('every document of an API is in the navigation of every page of the guide and the reference', async () => {
  const page = await browser.newPage()
  await page.goto(`${site.origin}/documents/Contracts.html`)
  const links = page.locator('#tsd-nav-container a[href*="/openapi/"]')
  await links.first().waitFor({ state: 'attached' })
  const targets = await links.evaluateAll(all => all.map(link => Reflect.get(link, 'href')))
  expect(targets).toEqual(
    ['v1', 'v1-beta', 'management-v1'].map(document => `${site.origin}/openapi/${document}.html`),
  )
  await page.close()
})

function leadsSomewhere(link: string): boolean {
  const page = visits.get(pageOf(link))
  // Redoc opens what a route's own anchor names when it gets there: before, a field is not in the page.
  const isRoute = pageOf(link).includes('#/')
  return page !== undefined && (isRoute || anchorOf(link) === '' || page.anchors.has(anchorOf(link)))
}
