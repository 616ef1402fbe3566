/**
 * Holds our types against those of `@convex-dev/platform`, an independent description of what deployments speak.
 * Nothing runs here: `npm run check types` is the test. Where it fails, the message names the operation and the place.
 */
import type { paths as OfficialPaths } from '@convex-dev/platform/deploymentApi'
import type { paths as OwnPaths } from '../../generated/v1.js'
import type { Answer, Diff, Equal, Extends, None, Request, Routes, Statuses } from './compare.js'
import type { Differences, Newer } from './differences.js'

type Ours = Routes<OwnPaths>
type Theirs = Routes<OfficialPaths>
type Route = keyof Ours & keyof Theirs & keyof Differences
/** The operations that are listed as newer than theirs. */
type OnlyOurs = {
  [R in keyof Differences]: Differences[R] extends Newer<`§${string}`> ? R : never
}[keyof Differences]
type Everywhere = Differences['every operation']['response.status']

export type EveryOperationIsKnownToBothAndHasItsRow = [
  None<Exclude<keyof Theirs, keyof Ours>>,
  None<Exclude<keyof Ours, keyof Theirs | OnlyOurs>>,
  None<Extract<keyof Theirs, OnlyOurs>>,
  None<Exclude<keyof Ours, keyof Differences>>,
  None<Exclude<keyof Differences, keyof Ours | 'every operation'>>,
]

export type TheStatusesDifferAsListed = [
  None<Exclude<Statuses<Ours[Route]>, Statuses<Theirs[Route]> | Everywhere['ours']>>,
  None<Exclude<Statuses<Theirs[Route]>, Statuses<Ours[Route]> | Everywhere['theirs']>>,
  None<Extract<Everywhere['ours'], Statuses<Theirs[Route]>>>,
  None<Exclude<Everywhere['ours'], Statuses<Ours[Route]>>>,
]

export type EveryDifferenceIsListed = None<{ [R in Route]: Places<R, Exclude<Found<R>, Listed<R>>> }[Route]>

export type EveryListedDifferenceIsOne = None<
  { [R in Route]: Places<R, Exclude<Listed<R>, Found<R>>> }[Route]
>

export type EveryDifferenceIsWhatTheListSays = None<
  {
    [R in Route]: Places<
      R,
      { [P in Found<R> & Listed<R>]: IsAsListed<R, P> extends true ? never : P }[Found<R> & Listed<R>]
    >
  }[Route]
>

/** By the compiler's own judgement, where no difference is listed; so `Diff` cannot have overlooked one. */
export type WhatIsNotListedFits = [
  None<{ [R in Route]: Unfit<R, 'request', 'theirs', Request<Theirs[R]>, Request<Ours[R]>> }[Route]>,
  None<{ [R in Route]: Unfit<R, 'request', 'ours', Request<Ours[R]>, Request<Theirs[R]>> }[Route]>,
  None<{ [R in Route]: Unfit<R, 'response', 'ours', Answer<Ours[R]>, Answer<Theirs[R]>> }[Route]>,
  None<{ [R in Route]: Unfit<R, 'response', 'theirs', Answer<Theirs[R]>, Answer<Ours[R]>> }[Route]>,
]

/** What differs, by operation. */
type Differing = {
  [R in Route]:
    | Diff<Request<Ours[R]>, Request<Theirs[R]>, 'request'>
    | Diff<Answer<Ours[R]>, Answer<Theirs[R]>, 'response'>
}

type Found<R extends Route> = Differing[R] extends infer D
  ? D extends { path: infer P extends string }
    ? P
    : never
  : never

type Listed<R extends Route> = keyof Differences[R] & string

type Places<R extends Route, Path extends string> = `${R}: ${Path}`

type IsAsListed<R extends Route, Path> = Equal<
  Sides<Extract<Differing[R], { path: Path }>>,
  Sides<Differences[R][Path & keyof Differences[R]]>
>

type Sides<D> = D extends { ours: infer O; theirs: infer T } ? [ours: O, theirs: T] : never

/** The operation, where one side lists nothing of its own in requests or responses and yet the other does not take it. */
type Unfit<R extends Route, Part extends string, Side extends 'ours' | 'theirs', From, To> = [
  { [P in Listed<R>]: P extends `${Part}${string}` ? OfSide<Differences[R][P], Side> : never }[Listed<R>],
] extends [never]
  ? Extends<From, To> extends true
    ? never
    : `${R}: the ${Part} of ${Side}`
  : never

type OfSide<D, Side extends 'ours' | 'theirs'> = D extends { [S in Side]: infer What } ? What : never
