import { isWebUrl } from '../../resources/canonical-urls.js'
import { isCredential } from '../../text/convex-names.js'
import { nearest } from '../../text/nearest.js'
import { settingsOf } from '../settings/log-streams.js'
import { type Issue, type Member, memberPath, type Tree } from './yaml-tree.js'

/** Returns the problems of a file that has the shape of one: what refers to nothing, and what no schema can say. */
export function meaningIssues(tree: Tree): Issue[] {
  const sources = membersOf(memberOf(tree, 'sources'))
  const overrides = membersOf(memberOf(tree, 'overrides'))
  const names = sources.map(({ name }) => name)
  return [
    ...sources.flatMap(sourceIssues),
    ...sectionIssues(tree, '', names),
    ...overrides.flatMap(({ name, value }) => sectionIssues(value, memberPath('overrides', name), names)),
  ]
}

function sourceIssues({ name, value }: Member): Issue[] {
  const path = memberPath('sources', name)
  const [program] = itemsOf(memberOf(value, 'exec'))
  return [
    ...(program && textOf(program) === ''
      ? [{ at: program.at, path: `${path}.exec[0]`, message: 'must be the name or the path of a program' }]
      : []),
    ...itemsOf(memberOf(value, 'env')).flatMap((item, index) =>
      credentialIssues(item, `${path}.env[${index}]`),
    ),
  ]
}

function sectionIssues(tree: Tree, above: string, sources: readonly string[]): Issue[] {
  const path = (section: string) => memberPath(above, section)
  const environment = membersOf(memberOf(tree, 'environment'))
  return [
    ...itemsOf(memberOf(tree, 'environmentFrom')).flatMap((item, index) =>
      unknownSource(item, `${path('environmentFrom')}[${index}]`, sources),
    ),
    ...environment.flatMap(({ name, value }) => {
      const own = memberPath(path('environment'), name)
      return [...referenceIssues(value, own, sources), ...pairIssues(value, own, name, environment)]
    }),
    ...membersOf(memberOf(tree, 'logStreams')).flatMap(({ name: kind, value }) =>
      membersOf(value).flatMap(setting =>
        settingsOf(kind)[setting.name]?.['x-sensitive']
          ? referenceIssues(setting.value, `${path('logStreams')}.${kind}.${setting.name}`, sources)
          : [],
      ),
    ),
    ...membersOf(memberOf(tree, 'canonicalUrls')).flatMap(({ name, value }): Issue[] =>
      textOf(value) === undefined || isWebUrl(textOf(value))
        ? []
        : [
            {
              at: value.at,
              path: `${path('canonicalUrls')}.${name}`,
              message: 'must be an http or https URL',
            },
          ],
    ),
    ...repeatedLimits(itemsOf(memberOf(tree, 'usageLimits')), path('usageLimits')),
  ]
}

function referenceIssues(value: Tree, path: string, sources: readonly string[]): Issue[] {
  const [env, from] = [memberOf(value, 'env'), memberOf(value, 'from')]
  return [
    ...(env ? credentialIssues(env, `${path}.env`) : []),
    ...(from ? unknownSource(from, `${path}.from`, sources) : []),
  ]
}

function credentialIssues(name: Tree, path: string): Issue[] {
  if (!isCredential(textOf(name) ?? '')) return []
  return [
    { at: name.at, path, message: 'names a key of Convex, which is no value, and which no program gets' },
  ]
}

function unknownSource(source: Tree, path: string, sources: readonly string[]): Issue[] {
  const name = textOf(source) ?? ''
  if (sources.includes(name)) return []
  const meant = nearest(name.slice(0, 64), sources)
  const known = sources.length > 0 ? `known are ${sources.join(', ')}` : 'there are none'
  const hint = meant ? `did you mean \`${meant}\`?` : known
  return [{ at: source.at, path, message: `names no source of \`sources\`: ${hint}` }]
}

/** The public half of a key pair is a variable of its own, which nothing else sets. */
function pairIssues(value: Tree, path: string, name: string, environment: readonly Member[]): Issue[] {
  const jwks = memberOf(value, 'jwks')
  const taken = jwks && textOf(jwks)
  if (jwks === undefined || taken === undefined) return []
  const users = environment.filter(
    member =>
      member.name === taken || (member.name !== name && textOf(memberOf(member.value, 'jwks')) === taken),
  )
  if (users.length === 0) return []
  return [{ at: jwks.at, path: `${path}.jwks`, message: 'names a variable that is declared by itself, too' }]
}

function repeatedLimits(limits: readonly Tree[], path: string): Issue[] {
  const identity = (limit: Tree) =>
    ['metric', 'window', 'limitType'].map(name => textOf(memberOf(limit, name))).join('/')
  const seen = limits.map(identity)
  return limits.flatMap((limit, index) =>
    seen.indexOf(identity(limit)) === index
      ? []
      : [{ at: limit.at, path: `${path}[${index}]`, message: 'is there twice: name each limit once' }],
  )
}

function membersOf(tree: Tree | undefined): readonly Member[] {
  return tree?.kind === 'map' ? tree.members : []
}

function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'list' ? tree.items : []
}

function memberOf(tree: Tree, name: string): Tree | undefined {
  return membersOf(tree).find(member => member.name === name)?.value
}

function textOf(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'scalar' && typeof tree.value === 'string' ? tree.value : undefined
}
