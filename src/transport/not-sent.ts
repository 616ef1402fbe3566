import type { Failure } from './retry.js'

/** The texts of an error, or of one of its causes. An empty one is absent. */
export type Cause = readonly [name: string, message: string, code: string, syscall: string, input: string]

/** A reason why nothing was sent: how an error says so, whether it may pass by itself, and what to do about it, if not the usual. */
type Reason = readonly [said: RegExp, repeat: Failure['repeat'], advice: string, mayNeedProxy?: true]

/**
 * The reasons, by what the runtimes were seen to say; the first that fits counts. A reset, an alert of TLS that may come
 * after the handshake (Bun has one text for both), and all that browsers and workerd say are no proof: those stay unknown.
 */
const REASONS: readonly Reason[] = [
  // undici and node-fetch, given the `Request` or the dispatcher of another one.
  [
    /^(?:Failed to parse URL from |Invalid URL: ')?\[object Request\]|^invalid on\w+ method$/,
    'never',
    'Pass `fetch: request => undici.fetch(request.url, request)`.',
  ],
  // Node, Deno: a port that no `fetch` takes.
  [/^bad port$|^Fetch failed: Requests to port/, 'never', 'The runtime forbids that port.'],
  // Deno, Node (two steps).
  [/^Requires net access|^\w+ ERR_ACCESS_DENIED/, 'never', 'The runtime forbids it: see `--allow-net`.'],
  // Node, Bun, Deno.
  [
    /^Proxy re(?:sponse \(|fused)|^UND_ERR_PRX_|\(Connect\): (?:proxy auth|unsuccessful tunnel)/,
    'never',
    'The proxy refused: check its URL.',
  ],
  // A host that is not there, or is another by its certificate.
  [/^(?:ENOTFOUND|EAI_AGAIN)$|\(Connect\): dns error|^ERR_TLS_CERT_/, 'safe', '', true],
  [/^ERR_SSL_WRONG_VERSION_NUMBER$/, 'safe', 'Is it `http:`?'],
  [
    /^(?:CERT_|UNABLE_TO_|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT(?:_IN_CHAIN)?$)|invalid peer certificate/,
    'safe',
    "Check its certificate; a company's CA needs NODE_EXTRA_CA_CERTS or `--use-system-ca`.",
  ],
  // `connect` is Node's name of the step that failed, `(Connect)` Deno's, whatever the rest says.
  [
    /^(?:connect|ECONNREFUSED|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$|^ERR_SSL_.*HANDSHAKE|before secure TLS connection|error \(Connect\)/,
    'safe',
    'Check that a server runs there.',
  ],
]

/**
 * Returns the reason why nothing was sent, or `undefined` if that is not certain. A caller's own `fetch` may have sent before:
 * it may repeat, turn to another host, or report to somebody. From it, only what nothing but a refusal says is certain.
 */
export function whyNotSent(chain: readonly Cause[], ownFetch: unknown): Reason | undefined {
  return REASONS.find(
    ([said, repeat]) => (!ownFetch || repeat === 'never') && chain.flat().some(text => said.test(text)),
  )
}
