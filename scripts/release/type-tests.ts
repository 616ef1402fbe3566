import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ts from 'typescript'

const run = promisify(execFile)

/** What the type tests of a commit find wrong with the build in `dist/`. */
export async function typeFaults(folder: string, commit: string): Promise<string[]> {
  const place = await mkdtemp(join(tmpdir(), 'type-tests-'))
  try {
    const archive = join(place, 'tests.tar')
    await run('git', ['archive', '--output', archive, commit, 'package.json', 'test/types'], { cwd: folder })
    await run('tar', ['-xf', archive, '-C', place])
    // Where the tests import the sources, they find the build.
    for (const part of await readdir(join(folder, 'dist')))
      await symlink(join(folder, 'dist', part), join(place, part))
    await symlink(join(folder, 'node_modules'), join(place, 'node_modules'))
    return compile(place)
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
}

/** What was refused and is taken now breaks nobody: a `@ts-expect-error` that expects too much. */
const UNUSED_EXPECTATION = 2578

function compile(place: string): string[] {
  const files = ts.sys.readDirectory(join(place, 'test/types'), ['.ts'])
  if (files.length === 0) throw new Error('The last release has no type tests in test/types.')
  const program = ts.createProgram(files, { ...OPTIONS, typeRoots: [join(place, 'node_modules/@types')] })
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ code }) => code !== UNUSED_EXPECTATION)
    .map(({ file, start, messageText }) => {
      const line = file ? file.getLineAndCharacterOfPosition(start ?? 0).line + 1 : 0
      const where = file ? `${file.fileName.slice(place.length + 1)}:${line}: ` : ''
      return where + ts.flattenDiagnosticMessageText(messageText, '\n  ')
    })
}
