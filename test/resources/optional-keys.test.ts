import { expect, test } from 'vitest'
import { v1 } from '../../src/schema/contracts.js'
import type { Operation } from '../../src/schema/operation.js'
import { V1 } from '../support/calls.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { variationsOf } from '../support/variations.js'

const ANSWERS = Object.entries(V1).flatMap(([id, { methods }]) => {
  const { response }: Operation = v1()[id as keyof typeof V1]
  const answers = response ? variationsOf(response) : []
  return answers.map(([about, answer]) => ({ id, about, answer, ...methods[0] }))
})

test.each(ANSWERS)('$method reads an answer of $id: $about', async ({ answer, call }) => {
  await expect(
    call(deployment({ fetch: answering(json(answer)).fetch, retry: false })),
  ).resolves.toBeDefined()
})
