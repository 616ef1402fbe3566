import { dashed, group, type OptionsIn, on, text, whole } from '../flags.js'

/** The types of deployments of the cloud. */
export const TYPES: readonly string[] = ['prod', 'dev', 'preview', 'custom']

export const DEPLOYMENT = group('Which deployment:', {
  deployment: text('<name>', 'a deployment of the cloud, by its name'),
  region: text('<label>', 'its region, such as eu-west-1'),
  url: text('<url>', 'its URL: custom domains, self-hosted and local ones'),
  allowHttp: on('allow plain http to hosts other than loopback'),
  local: on("this project's local deployment"),
  credentials: text('<file>', 'read URL and key from this file alone'),
  expect: text('<what>', 'stop unless it is prod, dev, preview, custom, local, or has this name', [
    ...TYPES,
    'local',
  ]),
  timeout: whole('<ms>', 'milliseconds for one request', 1),
  managementUrl: text('<url>', 'another management API, such as that of a fake platform'),
})

export type DeploymentOptions = OptionsIn<typeof DEPLOYMENT>

/** Returns the flags that named a deployment: a command line that goes on is for the same one. */
export function deploymentFlags({ local, allowHttp, ...options }: DeploymentOptions): string[] {
  const { deployment, region, url, credentials, expect, managementUrl } = options
  const named = Object.entries({ deployment, region, url, credentials, expect, managementUrl })
  return [
    ...named.flatMap(([flag, value]) => (value === undefined ? [] : [dashed(flag), value])),
    ...(local ? ['--local'] : []),
    ...(allowHttp ? ['--allow-http'] : []),
  ]
}
