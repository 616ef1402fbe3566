import { existsSync, readFileSync } from 'node:fs'
import type { DefaultTheme } from 'vitepress'

/** The pages that `scripts/docs.ts` has written into `docs/`: how the site leads to them. */
export interface Generated {
  readonly reference: DefaultTheme.SidebarItem[]
  readonly http: DefaultTheme.SidebarItem[]
  readonly schemas: DefaultTheme.SidebarItem[]
  /** The page of each export of the package, by its name. */
  readonly names: Readonly<Record<string, string>>
}

/** The file that holds it. */
export const GENERATED = 'docs/.vitepress/generated.json'

/** Reads it. Without the file, as before the first `npm run docs`, the site is the guide alone. */
export function readGenerated(): Generated {
  if (!existsSync(GENERATED)) return { reference: [], http: [], schemas: [], names: {} }
  return JSON.parse(readFileSync(GENERATED, 'utf8'))
}

let names: ReadonlyMap<string, string> | undefined

/** Returns the page of each export of the package, by its name. */
export function exportedNames(): ReadonlyMap<string, string> {
  names ??= new Map(Object.entries(readGenerated().names))
  return names
}
