/** Reads the inputs of action.yml, each once, and refuses what does not fit before anything else happens. */
import { Refusal } from './runner.mjs'

const MODES = ['check', 'plan', 'apply']

/** The kinds of a deployment that `expect` takes. Any other word is a name. */
export const KINDS = ['prod', 'dev', 'preview', 'custom', 'local', 'self-hosted']

/** The variables that hold the key of one deployment. */
const KEYS = [
  'CONVEX_DEPLOY_KEY',
  'CONVEX_DEPLOYMENT_TOKEN',
  'CONVEX_SELF_HOSTED_URL',
  'CONVEX_SELF_HOSTED_ADMIN_KEY',
]

/** The modes that an input is for, and the inputs that it needs or excludes. */
const RULES = {
  config: { modes: ['plan', 'apply'], without: ['source'] },
  prune: { modes: ['plan', 'apply'], needs: ['source'] },
  only: { modes: ['plan', 'apply'], needs: ['source'] },
  blind: { modes: ['plan', 'apply'], needs: ['source'] },
  exec: { modes: ['plan', 'apply'], needs: ['config'] },
  where: { needs: ['project'] },
  plan: { modes: ['plan', 'apply'] },
  unreviewed: { modes: ['apply'], without: ['plan'] },
}

/** @throws {Refusal} for an input that is missing, that does not fit, or that does not go with another one */
export function readInputs(environment) {
  const given = name => environment[`INPUT_${name.toUpperCase().replaceAll('-', '_')}`] ?? ''
  const inputs = {
    mode: oneOf('mode', given('mode'), MODES),
    config: line('config', given('config')),
    source: lines('source', given('source')),
    project: matching('project', given('project'), /^[^\s/]+\/[^\s/]+$/, 'TEAM/PROJECT, by their slugs'),
    where: lines('where', given('where')),
    expect: matching(
      'expect',
      given('expect'),
      /^\w[\w.:-]*$/,
      `a name of a deployment, or one of: ${KINDS.join(', ')}`,
    ),
    prune: flag('prune', given('prune')),
    only: line('only', given('only')),
    blind: flag('blind', given('blind')),
    exec: flag('exec', given('exec')),
    plan: line('plan', given('plan')),
    unreviewed: flag('unreviewed', given('unreviewed')),
    comment: flag('comment', given('comment')),
    token: given('github-token').trim(),
    author: matching(
      'comment-author',
      given('comment-author'),
      /^[\w-]+(?:\[bot\])?$/,
      'a login, such as my-app[bot]',
    ),
  }
  assertTogether(inputs)
  const key = KEYS.find(name => environment[name] !== undefined)
  if (inputs.project !== '' && key !== undefined)
    throw new Refusal(`\`project\` takes CONVEX_ACCESS_TOKEN and no other key: leave ${key} out of the step.`)
  return inputs
}

/** Returns true if the inputs ask a deployment: a check of sources alone does not. */
export function asksDeployment({ mode, source }) {
  return mode !== 'check' || source.length === 0
}

function assertTogether(inputs) {
  const { mode, config, source, project, expect, plan, unreviewed } = inputs
  const isGiven = name => ![false, ''].includes(inputs[name]) && inputs[name].length !== 0
  for (const [name, { modes = MODES, needs = [], without = [] }] of Object.entries(RULES)) {
    if (!isGiven(name)) continue
    if (!modes.includes(mode)) throw new Refusal(`\`${name}\` goes with \`mode: ${modes.join('` or `')}\`.`)
    const absent = needs.find(other => !isGiven(other))
    if (absent) throw new Refusal(`\`${name}\` goes with \`${absent}\`, which is not given.`)
    const other = without.find(isGiven)
    if (other) throw new Refusal(`\`${name}\` and \`${other}\` do not go together: give one of them.`)
  }
  if (mode !== 'check' && config === '' && source.length === 0)
    throw new Refusal('Give `config`, a deployment file, or `source`, such as a .env file.')
  if (mode === 'check' && project !== '' && source.length > 0)
    throw new Refusal('`project` and `source` do not go together in `mode: check`: give one of them.')
  if (expect === '' && project === '' && asksDeployment(inputs))
    throw new Refusal(`\`expect\` must name the deployment, or be one of: ${KINDS.join(', ')}.`)
  if (mode === 'apply' && plan === '' && !unreviewed)
    throw new Refusal(
      "`plan` must name the file of a plan that was reviewed. To plan and apply in one step, set `unreviewed: 'true'`.",
    )
}

function oneOf(name, value, words) {
  if (words.includes(value)) return value
  throw new Refusal(`\`${name}\` must be one of: ${words.join(', ')}.`)
}

function flag(name, value) {
  if (['', 'true', 'false'].includes(value)) return value === 'true'
  throw new Refusal(`\`${name}\` must be 'true' or 'false'.`)
}

function line(name, value) {
  const text = value.trim()
  if (!/\p{Cc}/u.test(text)) return text
  throw new Refusal(`\`${name}\` must be one line, without control characters.`)
}

function lines(name, value) {
  return value
    .split('\n')
    .map(one => line(name, one))
    .filter(Boolean)
}

function matching(name, value, pattern, what) {
  const text = line(name, value)
  if (text === '' || pattern.test(text)) return text
  throw new Refusal(`\`${name}\` must be ${what}.`)
}
