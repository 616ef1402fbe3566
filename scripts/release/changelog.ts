const UNRELEASED = /^## Unreleased\n/m

/** Returns the changelog with the unreleased changes under a version, and an empty section for the next ones. */
export function withRelease(changelog: string, version: string, date: string): string {
  if (sectionOf(changelog, 'Unreleased') === '') {
    throw new Error('CHANGELOG.md has nothing under `## Unreleased`: write down what the release changes.')
  }
  return changelog.replace(UNRELEASED, `## Unreleased\n\n## ${version} - ${date}\n`)
}

/** Returns the section of a version without its heading, or an empty string. */
export function sectionOf(changelog: string, version: string): string {
  const [, ...sections] = changelog.split(/^## /m)
  const section = sections.find(text => text.split(/\s/, 1)[0] === version)
  return section === undefined ? '' : section.slice(section.indexOf('\n')).trim()
}
