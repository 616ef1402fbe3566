import { refusal } from '../errors.js'
import { parseUrl } from '../text/url.js'
import type { CallOptions } from '../transport/options.js'
import type { V1Client, V1Schemas } from './v1.js'

/** Both canonical URLs of a deployment, each as it was set, or else its default. */
export type CanonicalUrls = V1Schemas['CanonicalUrls']

/** One of the two URLs: `convexCloud` for the API and clients, `convexSite` for HTTP actions. */
export type CanonicalUrlDestination = V1Schemas['UpdateCanonicalUrlRequest']['requestDestination']

/** The URLs that a deployment's functions see as `CONVEX_CLOUD_URL` and `CONVEX_SITE_URL`. */
export interface CanonicalUrlsResource {
  /** Reads both URLs. Reads only. Any administrator's token may do this. */
  get(options?: CallOptions): Promise<CanonicalUrls>
  /**
   * Sets one of the URLs. Writes. The deployment itself accepts any string, so the client checks the URL.
   * @throws {InvalidInputError} if `url` is not an `http:` or `https:` URL
   * @example
   * await deployment.canonicalUrls.set('convexCloud', 'https://api.example.com')
   */
  set(destination: CanonicalUrlDestination, url: string, options?: CallOptions): Promise<void>
  /** Resets one of the URLs to its default. Writes. */
  reset(destination: CanonicalUrlDestination, options?: CallOptions): Promise<void>
}

export function createCanonicalUrls(client: V1Client): CanonicalUrlsResource {
  async function update(body: V1Schemas['UpdateCanonicalUrlRequest'], options?: CallOptions): Promise<void> {
    await client.POST('/update_canonical_url', options, { body })
  }

  return {
    get: options => client.GET('/get_canonical_urls', options),
    async set(requestDestination, url, options) {
      if (!isWebUrl(url))
        throw refusal('url', '`url` must be an http or https URL. For the default, use `reset`.')
      await update({ requestDestination, url }, options)
    },
    reset: (requestDestination, options) => update({ requestDestination, url: null }, options),
  }
}

/** Returns true for an http or https URL. A deployment stores any text, even with missing slashes or a line break. */
export function isWebUrl(url: unknown): url is string {
  return typeof url === 'string' && /^https?:\/\/\S+$/i.test(url) && !!parseUrl(url)
}
