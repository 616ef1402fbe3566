import type { TestProject } from 'vitest/node'
import { installPackage } from './installed-package.js'

declare module 'vitest' {
  export interface ProvidedContext {
    installed: { readonly folder: string; readonly tarball: string }
  }
}

/** Installs the packed package once for all test files. */
export default async function install({ provide }: TestProject): Promise<() => Promise<void>> {
  const { folder, tarball, remove } = await installPackage()
  provide('installed', { folder, tarball })
  return remove
}
