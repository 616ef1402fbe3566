import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const redocly = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')

/** The documents of the HTTP API: the alias of each in `redocly.yaml`, and its title on the site. */
export const documents = [
  { alias: 'v1', title: 'HTTP API v1' },
  { alias: 'v1-beta', title: 'HTTP API v1-beta' },
  { alias: 'management-v1', title: 'Management API' },
] as const

/** Returns the path of a document's page, relative to the root of the site. */
export function pageOf(alias: string): string {
  return `openapi/${alias}.html`
}

/** Renders all documents into a site, each as one page that loads no other file. */
export async function renderDocuments(site: string): Promise<void> {
  for (const { alias, title } of documents) {
    await run(process.execPath, [
      redocly,
      'build-docs',
      alias,
      '--inlineBundle',
      ...['--output', join(site, pageOf(alias))],
      ...['--template', 'scripts/site/openapi-page.hbs'],
      ...['--title', title],
    ])
    await dropLogo(join(site, pageOf(alias)))
  }
}

/** Removes the only external file of a page: the picture next to Redoc's credit. */
async function dropLogo(page: string): Promise<void> {
  const html = await readFile(page, 'utf8')
  const picture = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg/g
  await writeFile(page, html.replace(picture, "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>"))
}
