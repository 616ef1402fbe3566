import { DefaultTheme, type NavigationElement, type ProjectReflection } from 'typedoc'
import { documents, pageOf } from './documents.js'

/** TypeDoc's own theme, with the documents of the HTTP API in its navigation. */
export class SiteTheme extends DefaultTheme {
  override buildNavigation(project: ProjectReflection): NavigationElement[] {
    const children = documents.map(({ alias, title }) => ({ text: title, path: pageOf(alias) }))
    return [...super.buildNavigation(project), { text: 'HTTP API', children }]
  }
}
