/** Reads the results of commands: a section for each deployment, in the words of a person, and the outputs of the step. */
import { cut, jsonText, nameText } from './text.mjs'

const SIGNS = { create: '+', set: '±', update: '~', delete: '-' }
const SECTIONS = ['environment', 'canonicalUrls', 'usageLimits', 'logStreams', 'paused']
const TITLES = { 3: 'Something moved since the plan.', 4: 'Refused.' }
const LONGEST_MESSAGE = 4000

/**
 * Returns a section for each deployment and each error: what it is about, a sentence, rows of signs and names, and messages
 * that somebody else may have written. Deployments without a change share a section.
 */
export function sectionsOf(outcomes) {
  const sections = outcomes.flatMap(outcome => [
    ...(outcome.deployments ?? []).map(member => deploymentSection(member, outcome)),
    ...(outcome.answers ?? []).map(answer => answerSection(answer, outcome)),
    ...(outcome.error ? [errorSection(outcome)] : []),
  ])
  const isQuiet = ({ rows, messages, isWhole }) => isWhole && rows.length === 0 && messages.length === 0
  const [quiet, about] = [sections.filter(isQuiet), sections.filter(({ name }) => name !== undefined)]
  if (quiet.length === 0 || about.length < 2) return sections
  const said = `${quiet.length} of ${about.length} are as they should be.`
  return [...sections.filter(section => !isQuiet(section)), { said, rows: [], messages: [], isRest: true }]
}

function deploymentSection(member, { deployments, error }) {
  const { deployment, status, unverified = [] } = member
  const changes = changesOf(member)
  const steps = new Map(
    [...(member.steps ?? error?.steps ?? [])].map(step => [`${step.section} ${step.name}`, step.status]),
  )
  const rows = changes.map(({ action, section, name }) => {
    const became = steps.get(`${section} ${name}`)
    const doubt = became === undefined || became === 'done' ? '' : `  (${became})`
    return `${SIGNS[action] ?? '?'} ${pathText(section, name)}${doubt}`
  })
  // One deployment alone ends with the error of the command, which says the same.
  const own = deployments.length > 1 ? [member.error, ...(member.problems ?? [])] : []
  return {
    name: deployment?.name,
    type: deployment?.type,
    said: saidOf(status, changes),
    rows,
    messages: own.flatMap(problem => (problem ? [messageOf(problem)] : [])),
    doubts: unverified.map(name => nameText(name)),
    isBlind: member.plan?.environment?.blind === true,
    isWhole: ['planned', 'applied', 'unchanged'].includes(status),
  }
}

function saidOf(status, changes) {
  if (status === 'failed') return 'Failed.'
  if (status === 'refused') return 'Refused: the plan has problems.'
  if (changes.length === 0) return 'Nothing to change.'
  if (status === 'unchanged') return 'Nothing was left to change.'
  const count = action => changes.filter(change => change.action === action).length
  const [created, changed, removed, set] = ['create', 'update', 'delete', 'set'].map(count)
  if (set > 0) return status === 'applied' ? `${set} set.` : `${set} to set. What is there was not read.`
  return status === 'applied'
    ? `Applied: ${created} created, ${changed} changed, ${removed} removed.`
    : `${created} to create, ${changed} to change, ${removed} to remove.`
}

function answerSection({ source, deployment, isMet, missing = [], wrongType = [], error }, { unbound = [] }) {
  const rows = [
    ...missing.map(({ name }) => `- ${nameText(name)}  missing`),
    ...wrongType.map(({ name }) => `! ${nameText(name)}  of the wrong type`),
    ...unbound.map(
      ({ name, component }) => `! ${nameText(name)}  not passed to the component ${jsonText(component)}`,
    ),
  ]
  return {
    name: deployment?.name ?? source,
    type: deployment?.type,
    said: error
      ? 'Failed.'
      : isMet
        ? 'All that the code requires is set.'
        : 'Not all that the code requires is set.',
    rows,
    messages: error ? [messageOf(error)] : [],
    doubts: [],
    isWhole: isMet === true,
  }
}

function errorSection({ error, deployments = [] }) {
  const said = TITLES[error.exitCode] ?? 'Failed.'
  return {
    name: deployments.length === 0 ? error.about : undefined,
    said,
    rows: [],
    messages: [messageOf(error)],
    doubts: [],
    isWhole: false,
  }
}

/** Returns the changes of a member's plan, over all sections: also of those that a newer command knows. */
export function changesOf({ plan }) {
  const listed = Array.isArray(plan?.sections) ? plan.sections : SECTIONS
  return listed.flatMap(section =>
    (plan?.[section]?.changes ?? []).map(({ action, name }) => ({ action, section, name })),
  )
}

/** Returns the outputs of the step. A JSON array holds each name once, over all deployments. */
export function outputsOf(outcomes) {
  const members = outcomes.flatMap(({ deployments = [] }) => deployments)
  const changes = members.flatMap(changesOf)
  const namesOf = action => {
    const names = changes
      .filter(change => change.action === action)
      .map(({ section, name }) => pathOf(section, name))
    return jsonArray(names)
  }
  const answers = outcomes.flatMap(outcome => outcome.answers ?? [])
  return {
    changed: `${changes.length > 0}`,
    created: namesOf('create'),
    updated: namesOf('update'),
    deleted: namesOf('delete'),
    missing: jsonArray(answers.flatMap(({ missing = [] }) => missing.map(({ name }) => name))),
  }
}

function jsonArray(names) {
  return `[${[...new Set(names)].map(jsonText)}]`
}

function pathOf(section, name) {
  if (section === 'environment') return name
  return section === name ? name : `${section}.${name}`
}

function pathText(section, name) {
  return nameText(pathOf(section, name))
}

/** Returns a message of the command in the words of the action. */
export function messageOf({ message }) {
  const own = `${message ?? ''}`
    .replaceAll('pass --allow-exec', "set `exec: 'true'`")
    .replaceAll('and --deny-exec forbids that', "which needs `exec: 'true'`")
    .replaceAll(/ ?In CI no \.env file is read unless --credentials names it\./g, '')
    .trim()
  return own === '' ? 'No reason was given.' : cut(own, LONGEST_MESSAGE)
}
