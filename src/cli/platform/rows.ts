import type { CloudDeployment } from '../deployment/listing.js'
import { type Row, styled } from '../terminal/line.js'

/** Shows one deployment of a list. */
export function row(deployment: CloudDeployment): Row {
  const { name, deploymentType, reference, region, isDefault, createTime, lastDeployTime } = deployment
  return [
    styled('bold', name),
    `${deploymentType}${isDefault ? ' (default)' : ''}`,
    reference,
    region,
    styled(
      'dim',
      lastDeployTime == null ? `created ${dayOf(createTime)}` : `deployed ${dayOf(lastDeployTime)}`,
    ),
  ]
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
