import { parseUrl } from '../text/url.js'

/** A name and perhaps a region, each one label. */
const CLOUD_HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,2}convex\.cloud$/

/** Returns true for one label of a host name, as names of deployments and regions are. */
export function isLabel(text: unknown): text is string {
  return typeof text === 'string' && cloudName(cloudOrigin(text)) === text
}

/** Returns the origin of a deployment. A region may have its name of the management API: `aws-us-east-1` has no label. */
export function cloudOrigin(name: string, region = ''): string {
  const label = region.replace(/^aws-(?:us-east-1$)?/, '')
  return `https://${name}${label && `.${label}`}.convex.cloud`
}

/** Returns the deployment that an origin of Convex's cloud serves. Of any other origin nothing proves a name. */
export function cloudName(origin: string): string | undefined {
  const { hostname = '' } = parseUrl(origin) ?? {}
  return CLOUD_HOST.test(hostname) ? hostname.split('.')[0] : undefined
}

/** Returns true for a host that belongs to Convex's cloud, a deployment's or not. */
export function isOfCloud(hostname: string): boolean {
  return /(?:^|\.)convex\.cloud$/.test(hostname)
}

/** Returns the label by which a deployment is announced, expected and confirmed: a name that its host proves, or the host. */
export function labelOfOrigin(origin: string): string {
  return cloudName(origin) ?? new URL(origin).host
}
