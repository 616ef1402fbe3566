import type { FlagGroup } from './command.js'

export const TARGET: FlagGroup = {
  heading: 'Which deployment:',
  flags: [
    ['--deployment <name>', 'a deployment of the cloud, by its name'],
    ['--region <label>', 'its region, such as eu-west-1'],
    ['--url <url>', 'its URL: custom domains, self-hosted and local ones'],
    ['--allow-http', 'allow plain http to other hosts than loopback'],
    ['--local', "this project's local deployment"],
    ['--env-file <file>', 'read URL and key from this file alone'],
    ['--expect <what>', 'stop unless it is prod, dev, preview, custom, local, or of this name'],
    ['--timeout <ms>', 'milliseconds for one request'],
  ],
}

export const OUTPUT: FlagGroup = {
  heading: 'Output:',
  flags: [['--json', 'one JSON object on stdout, refusals included']],
}

export const WRITE: FlagGroup = {
  heading: 'Confirming:',
  flags: [
    ['--yes', 'go on without asking; not enough for production'],
    ['--confirm <name>', 'go on without asking, on the deployment of this name'],
  ],
}

export const BACKUP: FlagGroup = {
  heading: 'Backup:',
  flags: [
    ['--backup-dir <folder>', 'where to keep the values that are overwritten or removed'],
    ['--no-backup', 'keep none'],
  ],
}

export const SECRETS: FlagGroup = {
  heading: 'Secrets:',
  flags: [['--show-values', 'show values; they are hidden otherwise']],
}

export const SCOPE: FlagGroup = {
  heading: 'Which variables:',
  flags: [
    ['--only <patterns>', 'touch only these names: NAME, or A_*,B_? and so on; may be repeated'],
    ['--except <patterns>', 'leave these names alone'],
  ],
}

export const RULES: FlagGroup = {
  heading: 'What may happen:',
  flags: [
    ['--prune', 'remove what the source does not have, within --only'],
    ['--allow-removals', 'remove what is null in the source'],
    ['--max-removals <n>', 'refuse to remove more than this (5)'],
    ['--create-only <patterns>', 'set these only where they do not exist'],
    ['--allow-empty', 'take empty values'],
    ['--allow-placeholders', 'take values that look like placeholders, such as ******'],
    ['--allow-managed', "take the names that Convex's own tools manage"],
    ['--blind', 'read nothing: for a key that may write but not list'],
  ],
}

export const SOURCE: FlagGroup = {
  heading: 'The source:',
  flags: [['--from-key <variable>', 'the variable that holds the key of deployment:NAME']],
}

export const FLEET: FlagGroup = {
  heading: 'Several deployments:',
  flags: [
    ['--deployments <file>', 'JSON: [{ "name" or "url", "key": "VARIABLE" }, …]'],
    ['--concurrency <n>', 'how many at once (4)'],
  ],
}

/** Flags of one command alone. */
export function own(...flags: FlagGroup['flags']): FlagGroup {
  return { heading: 'Options:', flags }
}
