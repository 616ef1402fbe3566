import { isDeploymentError } from './errors.js'

/** The part of V8's stack API that some other runtimes lack. */
interface StackCapturing {
  captureStackTrace?(target: object, above: unknown): void
}

const { captureStackTrace }: StackCapturing = Error

/**
 * Returns methods whose errors have stacks that begin at the line that called them. Their own stacks would begin deep in
 * the transport, and Node would cut them before the caller's line.
 */
export function fromCaller<Methods extends object>(methods: Methods): Methods
export function fromCaller(methods: object): object {
  const wrapped = Object.entries(methods).map(([name, method]: [string, unknown]) => [
    name,
    isFunction(method) ? wrap(name, method) : method,
  ])
  return Object.fromEntries(wrapped)
}

function wrap(name: string, method: Method): unknown {
  // A function takes the name of its member: setting it later costs more memory than all else that a client holds.
  const named: Method | undefined = {
    [name]: (...given: readonly unknown[]) => atCaller(named, () => method(...given)),
  }[name]
  return named
}

type Method = (...given: readonly unknown[]) => unknown

/** Does the work of `above`: the stacks of its errors begin at the line that called `above`. */
export function atCaller<Result>(above: unknown, work: () => Result): Result
export function atCaller(above: unknown, work: () => unknown): unknown {
  const site: CallSite = {}
  captureStackTrace?.(site, above)
  const fail = (error: unknown): never => {
    throw located(error, site)
  }
  try {
    const result = work()
    if (result instanceof Promise) return result.catch(fail)
    if (!isAsyncIterator(result)) return result
    const next = result.next.bind(result)
    return Object.assign(result, { next: () => next().catch(fail) })
  } catch (error) {
    return fail(error)
  }
}

/** Returns a function that lets the stack of an error begin at the line that has called `above`, and returns the error. */
export function callSite(above: unknown): (error: unknown) => unknown {
  const site: CallSite = {}
  captureStackTrace?.(site, above)
  return error => located(error, site)
}

/** A place in a program, as V8 writes it down. */
interface CallSite {
  readonly stack?: unknown
}

/** Lets the stack of an error begin at a place, and returns the error. */
function located(error: unknown, { stack }: CallSite): unknown {
  const [frames] = (typeof stack === 'string' && /\n {4}at .*/s.exec(stack)) || []
  if (frames && isDeploymentError(error)) error.stack = `${error.name}: ${error.message}${frames}`
  return error
}

function isFunction(value: unknown): value is (...given: readonly unknown[]) => unknown {
  return typeof value === 'function'
}

function isAsyncIterator(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
