import type { BrowserContext } from 'playwright-core'
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

/** What new users ask, in their words, and the page that answers it. */
const QUESTIONS = [
  ['how do I rotate a webhook secret', 'recipe-rotating-a-secret'],
  ['exit code 3', 'command'],
  ['follow the audit log', 'audit-log'],
  ['set variables on many deployments', 'recipe-many-deployments'],
  ['import a deployment', 'deployment-file'],
  ['secrets from a manager', 'deployment-file'],
  ['resume a data sync', 'recipe-following-data'],
  ['what is missing before a deploy', 'check'],
  ['test with a fake', 'testing'],
  ['retry after 429', 'errors-and-retries'],
] as const

test.each(QUESTIONS)(
  'one of the first three hits for "%s" is the page %s of the guide',
  async (question, name) => {
    const page = await openPage(browser, `${site.origin}/index.html`)
    await page.keyboard.press('/')
    await page.keyboard.type(question)
    const hits = page.locator('.VPLocalSearchBox a.result')
    await hits.first().waitFor()
    await page.waitForFunction(isExcerptShown)
    const paths = await hits.evaluateAll(all => all.map(hit => new URL(Reflect.get(hit, 'href')).pathname))
    expect(paths.slice(0, 3)).toContain(`/guide/${name}.html`)
    await page.close()
  },
)

test('an export is found by its name, in the reference', async () => {
  const page = await openPage(browser, `${site.origin}/index.html`)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('createFakeDeployment')
  const hit = page.locator('.VPLocalSearchBox a.result[href*="/reference/fake/"]').first()
  await hit.waitFor()
  expect(await hit.innerText()).toContain('createFakeDeployment')
  await page.close()
})

/** Runs in the browser: whether the first hit shows a part of its page. */
function isExcerptShown() {
  const excerpt = document.querySelector('.VPLocalSearchBox .result .excerpt')
  return excerpt !== null && (excerpt.textContent ?? '').trim().length > 20
}
