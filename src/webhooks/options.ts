import { own } from '../text/member.js'
import { assertNoOther, misconfigured } from './error.js'
import { isTrimmedText } from './signature.js'

/** The demands on a delivery that `receiveWebhook` accepts. */
export interface ReceiveOptions {
  /**
   * The secrets of which one has signed: the webhook's `hmacSecret` and, while it is replaced, the one of before. An empty
   * list, and a secret that is empty, blank or `undefined`, refuse every delivery with 503.
   */
  readonly secrets: readonly (string | undefined)[]
  /**
   * The name of the deployment that the secrets belong to, or several names. An event of another deployment is refused with
   * 401. Give it if your customers administer deployments: each of them can read a secret of their own, and sign any name.
   */
  readonly deployment?: string | readonly string[]
  /**
   * Returns true for the `id` of a delivery that you have dealt with: a repetition then has no events. Mark an id when your
   * own work is done, in the same transaction if you can. If it throws, the delivery is refused with 503 and comes again.
   */
  readonly seen?: ((id: string) => boolean | Promise<boolean>) | undefined
  /**
   * The largest body to read, in bytes. Ordinary deliveries are far below 1 MB.
   * @default 16 MiB
   */
  readonly maxBytes?: number | undefined
}

/** Options that were checked. */
interface CheckedOptions {
  readonly secrets: readonly string[]
  readonly deployments: readonly string[] | undefined
  readonly seen: NonNullable<ReceiveOptions['seen']>
  readonly maxBytes: number
}

/**
 * Checks the options of a receiver.
 * @throws {WebhookError} 503, so that a misconfigured receiver loses no delivery
 */
export function checkOptions(options: ReceiveOptions): CheckedOptions {
  const { secrets, deployment, seen = () => false, maxBytes = 16 * 2 ** 20, ...unknown } = own(options)
  // `deployment: undefined` comes from a failed lookup: refuse everything rather than accept any deployment.
  const deployments = Object.hasOwn(options, 'deployment') ? [deployment].flat() : undefined
  if (!isTextList(secrets))
    throw misconfigured(
      'receiver',
      '`secrets` must be a list of texts that are not empty, blank or undefined',
    )
  if (deployments && !isTextList(deployments))
    throw misconfigured('receiver', '`deployment` must be the name of a deployment, or a list of names')
  if (typeof seen !== 'function') throw misconfigured('receiver', '`seen` must be a function')
  if (!(maxBytes >= 1)) throw misconfigured('receiver', '`maxBytes` must be a number of bytes, at least 1')
  assertNoOther(unknown, 'receiver')
  // A copy: the caller may empty the list while the body is read.
  return { secrets: [...secrets], deployments, seen, maxBytes }
}

function isTextList(list: unknown): list is readonly string[] {
  return Array.isArray(list) && list.length > 0 && list.every(isTrimmedText)
}
