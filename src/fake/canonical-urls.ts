import { audit, type FakeOperation } from './call.js'
import { checkAuthConfig } from './environment.js'
import { cloudHost, type FakeState } from './state.js'

/** Returns both URLs, each as it was set or else its default. */
export const getCanonicalUrls: FakeOperation = ({ state, origin }) => {
  const { convexCloud, convexSite } = defaults(state, origin)
  return {
    convexCloudUrl: state.canonicalUrls.convexCloud ?? convexCloud,
    convexSiteUrl: state.canonicalUrls.convexSite ?? convexSite,
  }
}

/** Sets any string, or restores the default. Writes an event in both cases. */
export const updateCanonicalUrl: FakeOperation = call => {
  const { state, body } = call
  const destination = body.requestDestination === 'convexCloud' ? 'convexCloud' : 'convexSite'
  const inserts = typeof body.url === 'string' && body.url !== state.canonicalUrls[destination]
  if (inserts) call.demandWriter()
  checkAuthConfig(state, state.environmentVariables)
  call.demandWriter()
  if (typeof body.url === 'string') {
    state.canonicalUrls[destination] = body.url
    audit(call, 'update_canonical_url', { request_destination: destination, url: body.url })
  } else {
    delete state.canonicalUrls[destination]
    audit(call, 'delete_canonical_url', { request_destination: destination })
  }
}

/** The site of a self-hosted deployment has a port of its own, wherever the deployment itself listens. */
const SELF_HOSTED_SITE = 'http://127.0.0.1:3211'

function defaults(state: FakeState, origin: string) {
  if (state.kind === 'selfHosted') return { convexCloud: origin, convexSite: SELF_HOSTED_SITE }
  return { convexCloud: `https://${cloudHost(state)}.cloud`, convexSite: `https://${cloudHost(state)}.site` }
}
