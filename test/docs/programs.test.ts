import { copyFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createStranger, type Stranger } from '../package/stranger.js'
import { placeOf, readBlocks } from './blocks.js'
import { programsOf } from './programs.js'
import { linesOf, runShell } from './run.js'
import { createWorld } from './world.js'

const programs = programsOf(await readBlocks())
const nameOf = (index: number) => `program-${index}`

let stranger: Stranger
let compiled: { code: number | null; output: string }
beforeAll(async () => {
  stranger = await createStranger()
  await copyFile(resolve('test/docs/lead-to-fakes.mjs'), join(stranger.folder, 'lead-to-fakes.mjs'))
  for (const [index, { text }] of programs.entries()) await stranger.write(`${nameOf(index)}.mts`, text)
  await stranger.write('tsconfig.json', JSON.stringify(COMPILER))
  compiled = await runShell(`node ${resolve('node_modules/typescript/bin/tsc')}`, {
    folder: stranger.folder,
    environment: {},
  })
})
afterAll(() => stranger?.remove())

const COMPILER = {
  compilerOptions: {
    target: 'es2022',
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    moduleDetection: 'force',
    types: ['node'],
    typeRoots: [resolve(createRequire(import.meta.url).resolve('@types/node/package.json'), '../..')],
  },
}

test('the programs of the README and the guide compile against the packed package', () => {
  const places = programs.map((program, index) => `${nameOf(index)} is ${placeOf(program)}`)
  expect(compiled.output === '' ? '' : `${places.join('\n')}\n${compiled.output}`).toBe('')
})

test.each(programs.map((program, index) => ({ place: placeOf(program), name: nameOf(index), program })))(
  'the program at $place runs against fakes and prints what it says',
  async ({ name, program }) => {
    const world = await createWorld()
    const { code, output } = await runShell(`node --import ./lead-to-fakes.mjs ${name}.mjs`, {
      folder: stranger.folder,
      environment: { ...world.environment, FAKES: world.addresses },
    })
    await world.close()
    expect(linesOf(output)).toEqual(program.prints)
    expect(code).toBe(0)
  },
)
