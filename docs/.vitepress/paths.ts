import { posix } from 'node:path'
import { repository } from './project.js'

/** Files of the repository that have a page on the site. */
const PAGES: readonly (readonly [file: RegExp, page: string])[] = [
  [/^README\.md$/, '/'],
  [/^CHANGELOG\.md$/, '/project/changelog'],
  [/^SECURITY\.md$/, '/project/security'],
  [/^openapi\/command\.yaml$/, '/schemas/command'],
  [/^openapi\/([\w-]+)\.yaml$/, '/http/$1/'],
  [/^schema\/([\w-]+)\.schema\.json$/, '/schemas/$1'],
]

/** Returns where a relative link of a page leads on the site: to a page, or to a file in the repository. */
export function sitePathOf(href: string, page: string): string {
  const [path = '', anchor] = href.split('#')
  const fragment = anchor === undefined ? '' : `#${anchor}`
  const file = posix.normalize(posix.join('docs', posix.dirname(page), path))
  if (file.startsWith('docs/')) return href
  for (const [pattern, target] of PAGES) {
    if (pattern.test(file)) return file.replace(pattern, target) + fragment
  }
  return `${repository}/blob/main/${file}${fragment}`
}
