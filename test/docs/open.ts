import type { BrowserContext, Page } from 'playwright-core'

/** Opens a page of the site, and waits until its scripts have taken it over. */
export async function openPage(browser: BrowserContext, url: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForFunction(() => {
    const app = document.querySelector('#app')
    return app !== null && '__vue_app__' in app
  })
  return page
}
