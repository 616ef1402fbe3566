import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'

/** Returns the name of the package that a file belongs to, or `undefined` for a file of this package. */
export function packageOf(file: string): string | undefined {
  return /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]
}

/** Returns a comment with a package and its licence. Minifiers keep it. */
export function licenseComment(name: string): string {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'))
  const [copyright = ''] = /Copyright .*/.exec(licenseOf(name)) ?? []
  return `/*! ${name} ${version}, ${license} license, ${copyright}: see LICENSES.txt */`
}

/** Writes the licences of packages into one file. */
export async function writeLicenses(path: string, packages: ReadonlySet<string>): Promise<void> {
  await writeFile(
    path,
    [...packages]
      .sort()
      .map(name => `${name}\n\n${licenseOf(name)}`)
      .join('\n\n'),
  )
}

function licenseOf(name: string): string {
  const folder = `node_modules/${name}`
  const file = readdirSync(folder).find(entry => /^licen[cs]e(?:\.\w+)?$/i.test(entry))
  if (file === undefined) throw new Error(`${name} has no license that could go into the package.`)
  return readFileSync(`${folder}/${file}`, 'utf8')
}
