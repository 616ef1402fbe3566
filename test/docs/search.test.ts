import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '../support/chromium.js'
import { openPage } from './open.js'
import { serveFolder } from './serve.js'

let site: Awaited<ReturnType<typeof serveFolder>>
let browser: BrowserContext
let page: Page
beforeAll(async () => {
  site = await serveFolder('docs/site')
  browser = await openChromium({ viewport: { width: 1280, height: 900 } })
  page = await openPage(browser, `${site.origin}/index.html`)
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

/** What new users ask, in their words, and the page that answers it. */
const QUESTIONS = [
  ['how do I rotate a webhook secret', 'recipe-rotating-a-secret'],
  ['exit code 3', 'command'],
  ['follow the audit log', 'audit-log'],
  ['set variables on many deployments', 'recipe-many-deployments'],
  ['import a deployment', 'deployment-file'],
  ['secrets from a manager', 'recipe-secrets-from-a-manager'],
  ['resume a data sync', 'recipe-following-data'],
  ['what is missing before a deploy', 'check'],
  ['test with a fake', 'testing'],
  ['retry after 429', 'errors-and-retries'],
] as const

test.each(QUESTIONS)(
  'one of the first three hits for "%s" is the page %s of the guide',
  async (question, name) => {
    const paths = await search(question, '/')
    expect(paths.slice(0, 3)).toContain(`/guide/${name}.html`)
  },
)

test('an export is found by its name, in the reference', async () => {
  const [path = ''] = await search('createFakeDeployment', 'Control+k')
  expect(path).toContain('/reference/fake/')
})

/** Types into the search box, waits for a hit with an excerpt, and returns the paths of all hits. */
async function search(question: string, key: string): Promise<string[]> {
  await page.keyboard.press(key)
  const box = page.locator('.VPLocalSearchBox')
  await box.locator('input').waitFor()
  // All of it at once: hits for a part of a question would be there first.
  await page.keyboard.insertText(question)
  await page.waitForFunction(isExcerptShown)
  const hits = await box
    .locator('a.result')
    .evaluateAll(all => all.map(hit => String(Reflect.get(hit, 'href'))))
  await page.keyboard.press('Escape')
  await box.waitFor({ state: 'detached' })
  return hits.map(href => new URL(href).pathname)
}

/** Runs in the browser: whether the first hit shows a part of its page. */
function isExcerptShown() {
  const excerpt = document.querySelector('.VPLocalSearchBox .result .excerpt')
  return excerpt !== null && (excerpt.textContent ?? '').trim().length > 20
}
