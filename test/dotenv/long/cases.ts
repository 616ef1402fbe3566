import { type EnvTarget, stringifyEnv } from '../../../src/dotenv/index.js'
import { amongNeighbours, type Case } from '../support/neighbours.js'

/** Each value that the target does not refuse, alone between hostile neighbours. */
export function loneCases(values: readonly string[], target: EnvTarget): Case[] {
  return values.flatMap(value => {
    const { text, refused } = stringifyEnv([{ name: 'V', value }], { target })
    return refused.length > 0 ? [] : amongNeighbours(text, 'V', value)
  })
}

/** The values that the target does not refuse, many to a text and in no order, so that any meets any. */
export function crowdedCases(values: readonly string[], target: EnvTarget, size = 500): Case[] {
  const mixed = shuffled(values)
  const groups = Array.from({ length: Math.ceil(mixed.length / size) }, (_, index) => {
    return mixed.slice(index * size, (index + 1) * size)
  })
  return groups.map(group => crowdedCase(group, target))
}

function crowdedCase(values: readonly string[], target: EnvTarget): Case {
  const variables = values.map((value, index) => ({ name: `V${index}`, value }))
  const { text, refused } = stringifyEnv(variables, {
    target,
    ...(target === 'json' ? {} : { header: 'it\'s\n`#"' }),
  })
  const names = new Set(refused.map(({ name }) => name))
  const kept = variables.filter(({ name }) => !names.has(name))
  return { text, values: Object.fromEntries(kept.map(({ name, value }) => [name, value])) }
}

/** The same order in every run. */
function shuffled(values: readonly string[]): string[] {
  const mixed = [...values]
  let state = 1
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const other = state % (last + 1)
    const [a = '', b = ''] = [mixed[last], mixed[other]]
    mixed[last] = b
    mixed[other] = a
  }
  return mixed
}
