import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createFakeDeployment } from '../../src/fake/index.js'
import { createDeploymentClient } from '../../src/index.js'
import { openChromium } from '../support/chromium.js'

let browser: BrowserContext
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser?.close())

const HOSTILE = '<img src=x onerror="document.title=\'attacked\'"><script>document.title="attacked"</script>'

async function served() {
  const fake = createFakeDeployment({ environmentVariables: { GREETING: 'marker-of-value' } })
  fake.state.name = HOSTILE
  fake.state.environmentVariables.set(HOSTILE, 'marker-of-value')
  await fake.listen()
  onTestFinished(() => fake.close())
  return { fake, client: createDeploymentClient({ url: fake.url, token: fake.token }) }
}

/** A page, and all that went wrong on it. */
async function opened(url: string): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  const faults: string[] = []
  page.on('pageerror', error => faults.push(String(error)))
  page.on('console', message => faults.push(message.text()))
  await page.goto(url)
  return { page, faults }
}

/** Another page, on another port of the same machine. */
async function foreignPage(html: string): Promise<string> {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('the page shows names and requests as they come, and asks nobody but the fake', async () => {
  const { fake, client } = await served()
  const asked: string[] = []
  browser.on('request', request => asked.push(new URL(request.url()).origin))
  const { page, faults } = await opened(fake.url)
  await page.getByText('None yet. Requests show here').waitFor()
  await client.env.set({ LATER: '1' })
  await page.getByText('updateEnvironmentVariables').waitFor()
  expect(await page.getByRole('listitem').allInnerTexts()).toEqual(
    expect.arrayContaining(['GREETING', 'LATER']),
  )
  expect(await page.getByRole('row').last().innerText()).toMatch(
    /POST\s*\/api\/v1\/update_environment_variables/,
  )
  expect(await page.content()).not.toContain('marker-of-value')
  expect(faults).toEqual([])
  expect(new Set(asked.filter(origin => origin !== 'null'))).toEqual(new Set([fake.url]))
  expect(fake.requests).toHaveLength(1)
})

test('names are text: none becomes an element or a script', async () => {
  const { fake } = await served()
  const { page, faults } = await opened(fake.url)
  await page.getByRole('heading', { level: 1 }).filter({ hasText: '<script>' }).waitFor()
  expect(await page.getByRole('listitem').filter({ hasText: 'onerror' }).count()).toBe(1)
  expect(await page.locator('img').count()).toBe(0)
  expect(await page.title()).toBe(`${HOSTILE} · fake deployment`)
  expect(faults).toEqual([])
})

test('the page says when the fake has stopped', async () => {
  const { fake } = await served()
  const { page } = await opened(fake.url)
  await page.getByText('Live').waitFor()
  await fake.close()
  await page.getByText('Stopped').waitFor()
})

test('another page can neither read it, nor frame it, nor load it as a script, nor reset it', async () => {
  const { fake } = await served()
  const { page } = await opened(await foreignPage('<iframe></iframe>'))
  const results = await page.evaluate(
    async ({ url, token }) => {
      const fate = (work: Promise<unknown>) => work.then(() => 'went through', String)
      const script = Object.assign(document.createElement('script'), { src: `${url}/_fake/view` })
      const loaded = new Promise((resolve, reject) =>
        Object.assign(script, { onload: resolve, onerror: reject }),
      )
      document.body.append(script)
      const frame = document.querySelector('iframe') as HTMLIFrameElement
      const framed = new Promise(resolve => Object.assign(frame, { onload: resolve }))
      frame.src = url
      await framed
      const authorization = `Convex ${token}`
      return {
        page: await fate(fetch(url, { headers: { accept: 'text/html' } })),
        view: await fate(fetch(`${url}/_fake/view`)),
        opaque: await fate(fetch(`${url}/_fake/view`, { mode: 'no-cors' })),
        reset: await fate(fetch(`${url}/_fake/reset`, { method: 'POST', headers: { authorization } })),
        script: await fate(loaded),
      }
    },
    { url: fake.url, token: fake.token },
  )
  expect(results).toEqual({
    page: expect.stringContaining('TypeError'),
    view: expect.stringContaining('TypeError'),
    opaque: expect.stringContaining('TypeError'),
    reset: expect.stringContaining('TypeError'),
    script: expect.stringContaining('Event'),
  })
  // Chromium shows its own page in the place of one that may not be framed.
  expect(page.frames().map(frame => frame.url())).toContain('chrome-error://chromewebdata/')
})

test.each(['light', 'dark'] as const)(
  'on a phone nothing is wider than the screen, in %s colours',
  async colorScheme => {
    const { fake, client } = await served()
    fake.state.environmentVariables.set('A'.repeat(256), '')
    await client.env.list()
    const { page } = await opened(fake.url)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.emulateMedia({ colorScheme })
    await page.getByText('listEnvironmentVariables').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(dark).toBe(colorScheme === 'dark' ? 'rgb(22, 22, 21)' : 'rgb(251, 251, 250)')
  },
)
