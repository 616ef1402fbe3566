import { pathToFileURL } from 'node:url'

/** The package as its users import it. */
export type Library = typeof import('../../src/index.js') &
  typeof import('../../src/config/index.js') & {
    readonly createFakeDeployment: typeof import('../../src/fake/index.js').createFakeDeployment
  }

/** Imports the package from a copy of the repository, or from the repository itself. */
export async function importLibrary(root: string): Promise<Library> {
  const [library, config, fake] = await Promise.all(
    ['src/index.ts', 'src/config/index.ts', 'src/fake/index.ts'].map(file => load(root, file)),
  )
  return { ...library, ...config, createFakeDeployment: fake.createFakeDeployment }
}

/** The command, and its table of commands. */
export type Command = Pick<typeof import('../../src/cli/main.js'), 'run'> &
  Pick<typeof import('../../src/cli/commands.js'), 'commands'>

/** Imports the command in the same way. */
export async function importCommand(root: string): Promise<Command> {
  const [{ run }, { commands }] = await Promise.all(
    ['src/cli/main.ts', 'src/cli/commands.ts'].map(file => load(root, file)),
  )
  return { run, commands }
}

function load(root: string, file: string) {
  return import(pathToFileURL(`${root}/${file}`).href)
}
