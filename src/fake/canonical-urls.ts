import { audit, type FakeOperation } from './call.js'
import { checkAuthConfig } from './environment.js'
import type { FakeState } from './state.js'

/** Returns both URLs, each as it was set or else its default. */
export const getCanonicalUrls: FakeOperation = ({ state }) => {
  const { convexCloud, convexSite } = defaults(state)
  return {
    convexCloudUrl: state.canonicalUrls.convexCloud ?? convexCloud,
    convexSiteUrl: state.canonicalUrls.convexSite ?? convexSite,
  }
}

/** Sets any string, or restores the default. Writes an event in both cases. */
export const updateCanonicalUrl: FakeOperation = call => {
  const { state, body } = call
  checkAuthConfig(state, state.environmentVariables)
  const destination = body.requestDestination === 'convexCloud' ? 'convexCloud' : 'convexSite'
  if (typeof body.url === 'string') {
    state.canonicalUrls[destination] = body.url
    audit(call, 'update_canonical_url', { request_destination: destination, url: body.url })
  } else {
    delete state.canonicalUrls[destination]
    audit(call, 'delete_canonical_url', { request_destination: destination })
  }
}

function defaults({ personality, name }: FakeState) {
  if (personality === 'selfHosted')
    return { convexCloud: 'http://127.0.0.1:3210', convexSite: 'http://127.0.0.1:3211' }
  return { convexCloud: `https://${name}.convex.cloud`, convexSite: `https://${name}.convex.site` }
}
