import { expect, test } from 'vitest'
import { createOnly, formatPlan } from '../../src/config/index.js'
import { deploy } from './deploying.js'

test('a value that is made when the plan is applied is announced, and has no size', async () => {
  const { config } = deploy()
  const plan = await config.plan({ PEPPER: createOnly(() => 'made') })
  expect(formatPlan(plan)).toBe(
    '+ PEPPER  will be made: a value that a function makes\nPlan: 1 to create, 0 to change, 0 to remove.',
  )
  await config.apply(plan)
  expect(formatPlan(plan)).not.toContain('4 B')
})

test('how full a deployment becomes is told from four fifths of a limit on', async () => {
  const full = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`V${index}`, 'x']))
  const almost = deploy(full(409))
  expect(formatPlan(await almost.config.plan({ A: '1' }))).toContain(
    '= 410 of 512 variables, 1.9 of 512 KiB\n',
  )
  const less = deploy(full(300))
  expect(formatPlan(await less.config.plan({ A: '1' }))).not.toContain('of 512')
})
