/**
 * Builds the site in `docs/site/`: `npm run docs`. With `-- --base /folder/`, for a site that is not at the root of its host.
 * Afterwards `npx vitepress preview docs` shows it, and `npx vitepress dev docs` shows pages while you write them.
 */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vitepress'
import { GENERATED, type Generated } from '../docs/.vitepress/generated.js'
import { httpPages } from './site/http/pages.js'
import { withoutHtml } from './site/page.js'
import { projectPages } from './site/project.js'
import { writeReference } from './site/reference/reference.js'
import { schemaPages } from './site/schema/json-schemas.js'

const { values } = parseArgs({ options: { base: { type: 'string', default: '/' } } })

const http = await httpPages()
const schemas = await schemaPages()
for (const folder of ['http', 'project', 'reference', 'schemas']) {
  await rm(join('docs', folder), { recursive: true, force: true })
}
const { entries, names } = await writeReference('docs/reference', http.schemaPath)
const pages = [...http.pages, ...schemas.pages, ...(await projectPages())].map(withoutHtml)
for (const { path, text } of pages) {
  await mkdir(dirname(join('docs', path)), { recursive: true })
  await writeFile(join('docs', path), text)
}
const generated: Generated = {
  reference: entries,
  http: http.entries,
  schemas: schemas.entries,
  names: Object.fromEntries(names),
}
await writeFile(GENERATED, JSON.stringify(generated, null, 2))

await build('docs', { base: values.base })
for (const folder of ['openapi', 'schema']) await cp(folder, join('docs/site', folder), { recursive: true })
console.log('The site is in docs/site/: `npx vitepress preview docs` shows it.')
