import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { type BrowserContext, chromium } from 'playwright-core'

const run = promisify(execFile)

/** Opens the system's Chromium, headless and with an empty profile; installs Debian's where there is none. */
export async function openChromium(options: { viewport?: { width: number; height: number } } = {}) {
  const executablePath = (await findChromium()) ?? (await install())
  // No folder for the profile makes an empty one, which goes when the browser is closed.
  const browser: BrowserContext = await chromium.launchPersistentContext('', {
    executablePath,
    args: FLAGS,
    ...options,
  })
  // No test fails because its machine is busy.
  browser.setDefaultTimeout(120_000)
  return browser
}

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

/** The path of Chromium, or of Chrome, where there is one. */
async function findChromium(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter)
  for (const path of folders.flatMap(folder => NAMES.map(name => join(folder, name)))) {
    if (await isExecutable(path)) return path
  }
  return undefined
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}

async function install(): Promise<string> {
  await run('apt-get', ['update'])
  await run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'])
  return '/usr/bin/chromium'
}
