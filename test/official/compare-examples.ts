/** What `Diff` finds, and what it does not: crafted pairs of types, checked by the compiler alone. */
import type { Answer, Diff, Equal, Expect, Open, Request, Routes } from './compare.js'

type Finds<Ours, Theirs, Expected> = Equal<Diff<Ours, Theirs, ''>, Expected>
type At<Path extends string, Ours, Theirs> = { path: Path; ours: Ours; theirs: Theirs }

export type NothingWhereBothAreTheSame = [
  Expect<Finds<{ a: string; b?: number | null }, { a: string } & { b?: number | null }, never>>,
  Expect<Finds<{ kind: 'a' } | { kind: 'b'; n: 1 }, { n: 1; kind: 'b' } | { kind: 'a' }, never>>,
  Expect<Finds<{ [name: string]: string[] }, { [name: string]: string[] }, never>>,
]

export type AMemberOfOneSideOnly = [
  Expect<Finds<{ a: 1; b: 2 }, { a: 1 }, At<'.b', 2, undefined>>>,
  Expect<Finds<{ a: 1 }, { a: 1; b?: 2 }, At<'.b', never, 2>>>,
]

export type AnOptionalOrNullableMember = [
  Expect<Finds<{ a: string }, { a?: string }, At<'.a', never, undefined>>>,
  Expect<Finds<{ a: string | null }, { a: string }, At<'.a', null, never>>>,
  Expect<Finds<{ a: string[] }, { a: string[] | null }, At<'.a', never, null>>>,
]

export type AMemberOfAnEnum = [
  Expect<Finds<{ a: 'x' | 'y' }, { a: 'x' | 'z' }, At<'.a', 'y', 'z'>>>,
  Expect<Finds<{ a: 'x' | Open }, { a: 'x' | 'z' }, At<'.a', Open, 'z'>>>,
  Expect<Finds<{ a: 'x' | Open }, { a: string }, At<'.a', never, string>>>,
]

export type AnotherType = [
  Expect<Finds<{ a: bigint }, { a: number }, At<'.a', bigint, number>>>,
  Expect<Finds<{ a: string[] }, { a: { b: string } }, At<'.a', string[], { b: string }>>>,
  Expect<Finds<{ a: { b: 1 } }, { a: unknown }, At<'.a', never, unknown>>>,
]

export type WhatLiesDeeper = [
  Expect<Finds<{ a: 'x'[] }[], { a: 'y'[] }[], At<'[].a[]', 'x', 'y'>>>,
  Expect<Finds<{ [name: string]: { a: 1 } }, { [name: string]: { a: 2 } }, At<'.*.a', 1, 2>>>,
  Expect<Finds<{ kind: 'a'; n: 1 }, { kind: 'a'; n: 2 }, At<'.a.n', 1, 2>>>,
  Expect<
    Finds<
      { kind: 'a' } | { kind: 'b'; n: 1 },
      { kind: 'a' },
      At<'.b', Omit<{ kind: 'b'; n: 1 }, 'kind'>, undefined>
    >
  >,
]

interface Paths {
  '/a/{id}': { get: Operation; post?: never; parameters: object }
  '/b': { get?: never; post: Operation }
}
interface Operation {
  parameters: { query?: never; path: { id: string } }
  requestBody: { content: { 'application/json': 'sent' } }
  responses: { 200: { content: { 'application/json': 'answered' } }; 400: { content: never } }
}

export type OperationsAreTakenApart = [
  Expect<Equal<keyof Routes<Paths>, 'GET /a/{id}' | 'POST /b'>>,
  Expect<Equal<Routes<Paths>['POST /b'], Operation>>,
  Expect<Equal<Request<Operation>['body'], 'sent'>>,
  Expect<Equal<Request<Operation>['path'], { id: string }>>,
  Expect<Equal<Answer<Operation>, 'answered'>>,
]
