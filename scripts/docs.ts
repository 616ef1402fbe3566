/** Renders the guide, the reference and the documents of the HTTP API into `docs/site/`: `npm run docs`. */
import { renderDocuments } from './site/documents.js'
import { renderReference } from './site/reference.js'

const SITE = 'docs/site'

await renderReference(SITE)
await renderDocuments(SITE)
console.log(`The site is in ${SITE}/: open ${SITE}/index.html.`)
