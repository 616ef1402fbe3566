import { pathToFileURL } from 'node:url'

/** The package as its users import it. */
export type Library = typeof import('../../src/index.js') & {
  readonly createFakeDeployment: typeof import('../../src/fake/index.js').createFakeDeployment
}

/** Imports the package from a copy of the repository, or from the repository itself. */
export async function importLibrary(root: string): Promise<Library> {
  const [library, fake] = await Promise.all(
    ['src/index.ts', 'src/fake/index.ts'].map(file => import(pathToFileURL(`${root}/${file}`).href)),
  )
  return { ...library, createFakeDeployment: fake.createFakeDeployment }
}
