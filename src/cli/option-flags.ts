/** A message of the library, its options told by the flags that set them. */
export function withFlags(message: string): string {
  return message.replace(/`([\w.]+)`/g, (whole, option: string) => FLAGS[option] ?? whole)
}

const FLAGS: { readonly [option: string]: string } = {
  name: '--deployment',
  region: '--region',
  url: '--url',
  allowHttp: '--allow-http',
  timeout: '--timeout',
  token: 'key',
  maxRemovals: '--max-removals',
  allowEmpty: '--allow-empty',
  allowPlaceholders: '--allow-placeholders',
  'prune.only': '--only',
  only: '--only',
  prune: '--prune',
  protect: '--except',
  blind: '--blind',
  planKey: 'CONVEX_PLAN_KEY',
  concurrency: '--concurrency',
}
