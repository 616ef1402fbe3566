import { readFileSync } from 'node:fs'

const { version: current, repository: source } = JSON.parse(readFileSync('package.json', 'utf8'))

/** The version that the site describes. */
export const version: string = current

/** The address of the repository, for readers. */
export const repository: string = String(source.url)
  .replace(/^git\+/, '')
  .replace(/\.git$/, '')
