import { describe, expect, onTestFinished, test } from 'vitest'
import { createFakeDeployment, type FakeDeployment } from '../../../src/fake/index.js'
import { askRaw } from './ask-raw.js'
import { AS, GIVEN } from './given.js'
import { type Row, topics } from './rows.js'

const all = topics.flatMap(({ rows }) => rows)

describe.each(topics)('$topic: a deployment answers', ({ rows }) => {
  test.each(rows.map(row => [titleOf(row), row] as const))('%s', async (_, row) => {
    const fake = await start(row)
    for (const [route, body] of row.before ?? []) {
      expect(await ask(fake, { request: route, body })).toMatchObject({ status: 200 })
    }
    const answer = await ask(fake, row)
    expect(answer.status, answer.text).toBe(row.status)
    if (row.code) expect(JSON.parse(answer.text)).toEqual({ code: row.code, message: expect.any(String) })
    for (const [name, value] of Object.entries(row.answer ?? {}))
      expect(answer.headers[name], name).toEqual(value ?? undefined)
    expect(answer.text).toContain(filled(fake, row.contains ?? ''))
    compare(fake, answer.text, row)
    if (row.then) compare(fake, (await ask(fake, { request: row.then.request })).text, row.then)
  })
})

test('there are at least 200 of them, in all their kinds', () => {
  expect(all.length).toBeGreaterThanOrEqual(200)
  expect(new Set(all.map(titleOf)).size).toBe(all.length)
})

test('each names its place in the source, and no member that nothing compares', () => {
  for (const row of all) {
    expect(row.source, titleOf(row)).toMatch(
      /^(?:crates\/[\w/]+\.(?:rs|json):\d+|(?:tower-http|axum|serde_json|semver|sentry-types): .+|bunvex\/bunvex: .+)$/,
    )
    expect(MEMBERS, titleOf(row)).toEqual(expect.arrayContaining(Object.keys(row)))
    expect(row.status, titleOf(row)).toEqual(expect.any(Number))
  }
})

const MEMBERS = [
  ...['case', 'source', 'given', 'before', 'request', 'as', 'headers', 'body'],
  ...['status', 'code', 'answer', 'has', 'is', 'contains', 'then'],
]

function titleOf(row: Row): string {
  return `${row.request.slice(0, 80)} ${row.case} with ${row.status}${row.code ? ` ${row.code}` : ''}`
}

async function start({ given = 'cloud' }: Row): Promise<FakeDeployment> {
  const { options, change } = named(GIVEN, given)
  const fake = createFakeDeployment(options)
  onTestFinished(() => fake.close())
  change?.(fake.state)
  await fake.listen()
  return fake
}

/** Returns the entry of a name. A misspelled one must not pass for the default. */
function named<Entry>(entries: Readonly<Record<string, Entry>>, name: string): Entry {
  const entry = entries[name]
  if (entry === undefined) throw new Error(`Nothing is named "${name}".`)
  return entry
}

async function ask(fake: FakeDeployment, row: Partial<Row> & Pick<Row, 'request'>) {
  const key = named(AS, row.as ?? 'owner')(fake.token)
  const content = typeof row.body === 'string' || row.body === undefined ? row.body : JSON.stringify(row.body)
  const headers = JSON.parse(filled(fake, JSON.stringify(row.headers ?? {})))
  const given: Readonly<Record<string, string | readonly string[]>> = {
    ...(key !== undefined && { authorization: key }),
    ...(content !== undefined && { 'content-type': 'application/json' }),
    ...headers,
  }
  const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '(none)'))
  const answer = await askRaw(fake.url, filled(fake, row.request), sent, content && filled(fake, content))
  // What a HEAD would have brought is not to be seen.
  if (!row.request.startsWith('HEAD'))
    expect(answer.headers['content-length']).toBe(`${Buffer.byteLength(answer.text)}`)
  const [, cursor] = /"nextCursor":"([^"]+)"/.exec(answer.text) ?? []
  if (cursor !== undefined) cursors.set(fake, cursor)
  return answer
}

/** The last cursor of each deployment. */
const cursors = new WeakMap<FakeDeployment, string>()

function compare(fake: FakeDeployment, text: string, { has, is }: Pick<Row, 'has' | 'is'>): void {
  const filledIn = (value: unknown) => JSON.parse(filled(fake, JSON.stringify(value)))
  if (has !== undefined) expect(JSON.parse(text)).toMatchObject(filledIn(has))
  if (typeof is === 'string') expect(text).toBe(filled(fake, is))
  else if (is !== undefined) expect(JSON.parse(text)).toEqual(filledIn(is))
}

/** Puts in what only the deployment knows. */
function filled(fake: FakeDeployment, text: string): string {
  const { state, token, url } = fake
  const known: Readonly<Record<string, string | undefined>> = {
    '{token}': token,
    '{key}': token.replace('dev:', ''),
    '{url}': url,
    '{stream}': state.logStreams[0]?.id,
    '{limit}': state.usageLimits[0]?.id,
    '{sync}': state.syncs[0]?.syncId,
    '{cursor}': cursors.get(fake),
    '{acting}': btoa('{"issuer":"https://users.example","subject":"otter"}'),
    '{large}': 'x'.repeat(2_097_153),
    '{deep}': `${'['.repeat(200)}${']'.repeat(200)}`,
    '{long name}': 'N'.repeat(257),
    '{long value}': 'é'.repeat(4097),
  }
  return text.replace(/\{(?:\w+|long \w+)\}/g, name => known[name] ?? name)
}
