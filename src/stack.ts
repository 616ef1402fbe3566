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

function wrap(name: string, method: (...given: readonly unknown[]) => unknown): unknown {
  const called = (...given: readonly unknown[]) => {
    const site: { readonly stack?: unknown } = {}
    captureStackTrace?.(site, called)
    const locate = (error: unknown): never => {
      const frames = typeof site.stack === 'string' ? /\n {4}at [\s\S]*/.exec(site.stack)?.[0] : undefined
      if (frames !== undefined && isDeploymentError(error))
        error.stack = `${error.name}: ${error.message}${frames}`
      throw error
    }
    const result = method(...given)
    if (result instanceof Promise) return result.catch(locate)
    return isAsyncIterator(result) ? Object.assign(result, { next: nextOf(result, locate) }) : result
  }
  return Object.defineProperty(called, 'name', { value: name })
}

function nextOf(iterator: AsyncIterator<unknown>, locate: (error: unknown) => never) {
  const next = iterator.next.bind(iterator)
  return () => next().catch(locate)
}

/** Lets the stack of an error that is about to be thrown begin at the line that called `above`. */
export function beginStackAbove(error: unknown, above: unknown): void {
  if (isDeploymentError(error)) captureStackTrace?.(error, above)
}

function isFunction(value: unknown): value is (...given: readonly unknown[]) => unknown {
  return typeof value === 'function'
}

function isAsyncIterator(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
