import { readFile } from 'node:fs/promises'
import type { Page } from './page.js'

/** Files of the repository that are pages of the site, too. Their links lead from the repository's root. */
const FILES: readonly (readonly [file: string, page: string])[] = [
  ['CHANGELOG.md', 'project/changelog.md'],
  ['SECURITY.md', 'project/security.md'],
]

export function projectPages(): Promise<Page[]> {
  return Promise.all(
    FILES.map(async ([file, path]) => ({ path, text: fromRoot(await readFile(file, 'utf8')) })),
  )
}

/** Writes relative links as they are from a page two folders down. */
function fromRoot(text: string): string {
  return text
    .replace(/\]\((?![a-z]+:|#|\/)(?:\.\/)?([^)]+)\)/g, '](../../$1)')
    .replaceAll('](../../docs/', '](../')
}
