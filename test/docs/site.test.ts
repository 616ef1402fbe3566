import { readdir } from 'node:fs/promises'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guidePages, pathOf } from '../../docs/.vitepress/guide.js'
import { openChromium } from '../support/chromium.js'
import { serveFolder } from './serve.js'
import { anchorOf, crawl, pageOf, type Visit } from './visit.js'

let site: Awaited<ReturnType<typeof serveFolder>>
let browser: BrowserContext
let visits: Map<string, Visit>
beforeAll(async () => {
  site = await serveFolder('docs/site')
  browser = await openChromium()
  visits = await crawl(browser, site.origin)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

test('the list of the guide has every page of its folder, and none that is not there', async () => {
  expect([...guidePages.keys()].sort()).toEqual((await readdir('docs/guide')).sort())
})

test('the start page leads to the guide, the reference of each entry, each document and each schema', async () => {
  const paths = [...visits.keys()].map(url => new URL(url).pathname)
  const schemas = (await readdir('schema')).map(file => file.replace('.schema.json', ''))
  expect(paths).toEqual(
    expect.arrayContaining([
      ...[...guidePages.values()].map(pathOf),
      ...ENTRIES.map(entry => `/reference/${entry}/`),
      ...DOCUMENTS.flatMap(name => [`/http/${name}/`, `/openapi/${name}.yaml`]),
      ...schemas.flatMap(name => [`/schemas/${name}.html`, `/schema/${name}.schema.json`]),
      '/project/changelog.html',
      '/project/security.html',
    ]),
  )
})

const ENTRIES = ['client', 'config', 'config-node', 'management', 'check', 'webhooks', 'dotenv', 'fake']
const DOCUMENTS = ['v1', 'v1-beta', 'management-v1', 'log-stream']

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

test('no page is wider than a phone, a tablet or a laptop, and no line of code is cut off', () => {
  const narrow = [...visits.values()].filter(({ tooNarrow }) => tooNarrow.length > 0)
  expect(narrow.map(({ url, tooNarrow }) => `${url}: ${tooNarrow}`)).toEqual([])
})

test('prose is at least 16 pixels, in tables 15', () => {
  const small = [...visits.values()].filter(({ smallestText }) => smallestText < 15)
  expect(small.map(({ url }) => url)).toEqual([])
})

test('no page of the reference and of the documents is taller than 6,000 pixels', () => {
  const described = [...visits.values()].filter(({ url }) => /\/(?:reference|http|schemas)\//.test(url))
  const tall = described.filter(({ height }) => height > 6_000)
  expect(tall.map(({ url, height }) => `${url}: ${height}`)).toEqual([])
})

function leadsSomewhere(link: string): boolean {
  const page = visits.get(pageOf(link))
  return page !== undefined && (anchorOf(link) === '' || page.anchors.has(anchorOf(link)))
}
