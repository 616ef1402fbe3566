/** Compiles only when a check holds. */
export type Expect<Held extends true> = Held

/** Compiles only when nothing is found; what is found stands in the compiler's message. */
export type None<Found extends never> = Found

/** Whether two types are the same, to the letter. */
export type Equal<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false

/** Whether every value of one type is one of the other, too. */
export type Extends<A, B> = [A] extends [B] ? true : false

/** The open end of an enum that grows, as `x-open` generates it. */
export type Open = string & NonNullable<unknown>

/** Every operation of a document's paths, by method and path. */
export type Routes<Paths> = { [E in Entry<Paths> as E['route']]: E['operation'] }

type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace'

type Entry<Paths> = {
  [Path in keyof Paths & string]: {
    [M in keyof Paths[Path] & Method]: Paths[Path][M] extends undefined
      ? never
      : { route: `${Uppercase<M>} ${Path}`; operation: Paths[Path][M] }
  }[keyof Paths[Path] & Method]
}[keyof Paths & string]

/** All that is sent for an operation: parameters by place, and the body. */
export type Request<Operation> = Operation extends { parameters: infer Parameters }
  ? Parameters & { body: Json<'requestBody' extends keyof Operation ? Operation['requestBody'] : undefined> }
  : never

/** The body that an operation answers with 200. */
export type Answer<Operation> = Operation extends { responses: { 200: infer Success } }
  ? Json<Success>
  : never

/** The statuses that are declared for an operation. */
export type Statuses<Operation> = Operation extends { responses: infer Responses } ? keyof Responses : never

type Json<Message> = Message extends { content: infer Content }
  ? Equal<keyof Content, 'application/json'> extends true
    ? Content['application/json' & keyof Content]
    : Content
  : undefined

/**
 * Where two types differ: the path, with what only ours and what only theirs may be there (`undefined`: be absent).
 * In paths `[]` is every item of an array, `*` every key of a record, and a member of a union goes by its tag.
 */
export type Diff<Ours, Theirs, Path extends string> =
  | Here<Only<Ours, Theirs>, Only<Theirs, Ours>, Path>
  | InArrays<Arrays<Ours>, Arrays<Theirs>, Path>
  | InObjects<Objects<Ours>, Objects<Theirs>, Path>

type Here<Ours, Theirs, Path> = [Ours | Theirs] extends [never]
  ? never
  : { path: Path; ours: Ours; theirs: Theirs }

/** What B lacks of A; arrays and objects are looked into instead, where B has such a thing at all. */
type Only<A, B> = Exclude<
  | Exclude<A, object>
  | ([Arrays<B>] extends [never] ? Arrays<A> : never)
  | ([Objects<B>] extends [never] ? Objects<A> : never),
  Closed<B>
>

/** An enum without its open end, which would swallow every other member. */
type Closed<Enum> = Enum extends unknown ? (Equal<Enum, Open> extends true ? never : Enum) : never

type Arrays<Type> = Extract<Type, readonly unknown[]>
type Objects<Type> = Exclude<Extract<Type, object>, readonly unknown[]>

type InArrays<Ours, Theirs, Path extends string> = Ours extends readonly (infer Our)[]
  ? Theirs extends readonly (infer Their)[]
    ? Diff<Our, Their, `${Path}[]`>
    : never
  : never

type InObjects<Ours, Theirs, Path extends string> = [Ours] extends [never]
  ? never
  : [Theirs] extends [never]
    ? never
    : InMembers<ByTag<Ours>, ByTag<Theirs>, Path>

type InMembers<Ours, Theirs, Path extends string> = {
  [Key in keyof Ours | keyof Theirs]: Key extends string
    ? Diff<Member<Ours, Key>, Member<Theirs, Key>, `${Path}.${string extends Key ? '*' : Key}`>
    : never
}[keyof Ours | keyof Theirs]

type Member<Type, Key> = Key extends keyof Type ? Type[Key] : undefined

type Tag = 'kind' | 'logStreamType' | 'type'

/** The objects of a tagged union as the members of one object; anything else as it is. */
type ByTag<Union> = [TagOf<Union>] extends [never]
  ? Union
  : { [Variant in Union as Variant[TagOf<Variant>] & string]: Omit<Variant, Tag> }

/** The member that tags an object; a record may hold any member, and is not tagged by it. */
type TagOf<Type> = Type extends unknown ? (string extends keyof Type ? never : keyof Type & Tag) : never
