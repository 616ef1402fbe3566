const UNRELEASED = /^## Unreleased\n/m

/** The changelog with what is unreleased under a version, and a new place for what comes after it. */
export function withRelease(changelog: string, version: string, date: string): string {
  if (sectionOf(changelog, 'Unreleased') === '') {
    throw new Error('CHANGELOG.md tells nothing under `## Unreleased`: write down what the release changes.')
  }
  return changelog.replace(UNRELEASED, `## Unreleased\n\n## ${version} - ${date}\n`)
}

/** What a changelog tells of a version, without its heading; empty where it tells nothing. */
export function sectionOf(changelog: string, version: string): string {
  const [, ...sections] = changelog.split(/^## /m)
  const section = sections.find(text => text.split(/\s/, 1)[0] === version)
  return section === undefined ? '' : section.slice(section.indexOf('\n')).trim()
}

/** The versions that a changelog tells of, the newest first. */
export function versionsOf(changelog: string): string[] {
  return [...changelog.matchAll(/^## (\d+\.\d+\.\d+\S*)/gm)].flatMap(([, version = '']) => version)
}
