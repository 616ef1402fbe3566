import { copyFile, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type InstalledPackage, installPackage } from '../package/installed-package.js'
import { placeOf, readBlocks } from './blocks.js'
import { createFixture } from './fixture.js'
import { programsOf } from './programs.js'
import { linesOf, runShell } from './run.js'

const blocks = await readBlocks()
const programs = programsOf(blocks)
const excerpts = blocks.flatMap(block =>
  block.file?.startsWith('examples/') ? { ...block, file: block.file } : [],
)
const nameOf = (index: number) => `program-${index}`

let project: InstalledPackage
let compiled: { code: number | null; output: string }
beforeAll(async () => {
  project = await installPackage()
  await copyFile(resolve('test/docs/lead-to-fakes.mjs'), join(project.folder, 'lead-to-fakes.mjs'))
  for (const { file, language, text } of blocks)
    if (file !== undefined && language !== 'ts') await project.write(file, text)
  for (const [index, { text }] of programs.entries()) await project.write(`${nameOf(index)}.mts`, text)
  await project.write('tsconfig.json', JSON.stringify(COMPILER))
  compiled = await runShell(`node ${resolve('node_modules/typescript/bin/tsc')}`, {
    folder: project.folder,
    environment: {},
  })
})
afterAll(() => project?.remove())

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

test.each(excerpts.map(excerpt => ({ place: placeOf(excerpt), excerpt })))(
  'the block at $place is a part of its example',
  async ({ excerpt }) => {
    expect(await readFile(excerpt.file, 'utf8')).toContain(excerpt.text)
  },
)

test.each(programs.map((program, index) => ({ place: placeOf(program), name: nameOf(index), program })))(
  'the program at $place runs against fakes and prints what it says',
  async ({ name, program }) => {
    const fixture = await createFixture()
    const { code, output } = await runShell(`node --import ./lead-to-fakes.mjs ${name}.mjs`, {
      folder: project.folder,
      environment: { ...fixture.environment, FAKES: fixture.addresses },
    })
    await fixture.close()
    expect(linesOf(output)).toEqual(program.prints)
    expect(code).toBe(0)
  },
)
