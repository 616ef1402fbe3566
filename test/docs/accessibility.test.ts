import axe from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '../support/chromium.js'
import { openPage } from './open.js'
import { serveFolder } from './serve.js'

let site: Awaited<ReturnType<typeof serveFolder>>
let browser: BrowserContext
beforeAll(async () => {
  site = await serveFolder('docs/site')
  browser = await openChromium({ viewport: { width: 1280, height: 900 } })
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

/** A page of every kind. */
const PAGES = [
  '/index.html',
  '/guide/deployment-file.html',
  '/reference/config/index.html',
  '/reference/client/log-streams.html',
  '/http/v1/index.html',
  '/http/v1/data-sync.html',
  '/schemas/deployment.html',
]

test.each(PAGES)('%s meets WCAG 2.2 AA as axe checks it, light and dark', async path => {
  const page = await openPage(browser, `${site.origin}${path}`)
  const found: Record<string, string[]> = {}
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction(
      isDark => document.documentElement.classList.contains('dark') === isDark,
      colorScheme === 'dark',
    )
    found[colorScheme] = await violations(page)
  }
  expect(found).toEqual({ light: [], dark: [] })
  await page.close()
})

test('the search box meets them, too', async () => {
  const page = await openPage(browser, `${site.origin}/index.html`)
  await page.keyboard.press('/')
  await page.locator('.VPLocalSearchBox input').waitFor()
  await page.keyboard.insertText('audit log')
  await page.locator('.VPLocalSearchBox a.result').first().waitFor()
  // VitePress's hits are links within the options of a list.
  const found = await violations(page, '.VPLocalSearchBox')
  expect(found.filter(each => !each.startsWith('nested-interactive'))).toEqual([])
  await page.close()
})

test('the first key leads to a link that skips the navigation', async () => {
  const page = await openPage(browser, `${site.origin}/guide/command.html`)
  await page.keyboard.press('Tab')
  const link = page.locator('a:focus')
  expect(await link.innerText()).toBe('Skip to content')
  expect(await link.isVisible()).toBe(true)
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('VPContent')
  await page.close()
})

test('what has the focus is seen', async () => {
  const page = await openPage(browser, `${site.origin}/guide/command.html`)
  const unseen: string[] = []
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('Tab')
    const hidden = await page.evaluate(() => {
      const focused = document.activeElement
      if (!focused) return undefined
      const { outlineStyle, outlineWidth } = getComputedStyle(focused)
      return outlineStyle === 'none' || outlineWidth === '0px' ? focused.outerHTML.slice(0, 200) : undefined
    })
    if (hidden !== undefined) unseen.push(hidden)
  }
  expect(unseen).toEqual([])
  await page.close()
})

test('the search is opened, used and left by keys alone', async () => {
  const page = await openPage(browser, `${site.origin}/index.html`)
  const box = page.locator('.VPLocalSearchBox')
  await page.keyboard.press('Control+k')
  await box.waitFor()
  await page.keyboard.press('Escape')
  await box.waitFor({ state: 'detached' })
  await page.keyboard.press('/')
  await box.locator('input').waitFor()
  await page.keyboard.insertText('follow the audit log')
  await box.locator('a.result').first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/guide/audit-log.html**')
  await page.close()
})

/** What axe finds wrong on a page, or in a part of it. */
async function violations(page: Page, part = 'body'): Promise<string[]> {
  await page.addScriptTag({ content: axe.source })
  return page.evaluate(async selector => {
    const found = await Reflect.get(globalThis, 'axe').run(selector, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      // An experiment of axe: VitePress names its search button without the keys that are in its text.
      rules: { 'label-content-name-mismatch': { enabled: false } },
    })
    return found.violations.flatMap((rule: { id: string; nodes: { html: string }[] }) =>
      rule.nodes.map(({ html }) => `${rule.id}: ${html.slice(0, 160)}`),
    )
  }, part)
}
