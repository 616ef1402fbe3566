import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TransformOptions, transform } from 'esbuild'

/** The folder of the page that a fake deployment shows to browsers. */
export const PAGE_FOLDER = 'src/fake/page'

const MINIFIED = { minify: true, target: 'es2022', charset: 'utf8' } as const

/** A part of the page, which becomes an element in it. */
interface Part {
  /** The element that loads it. */
  readonly element: string
  readonly tag: string
  readonly file: string
  readonly options: TransformOptions
}

const PARTS: readonly Part[] = [
  {
    element: '<link rel="stylesheet" href="style.css">',
    tag: 'style',
    file: 'style.css',
    options: { ...MINIFIED, loader: 'css' },
  },
  {
    element: '<script src="script.ts"></script>',
    tag: 'script',
    file: 'script.ts',
    options: { ...MINIFIED, loader: 'ts', format: 'iife' },
  },
]

/** Generates the module that holds the page as one text, with its style and its program, compiled and minified. */
export async function fakePage(folder: string): Promise<string> {
  const read = (file: string) => readFile(join(folder, PAGE_FOLDER, file), 'utf8')
  let page = await read('page.html')
  for (const { element, tag, file, options } of PARTS) {
    const [before, after, ...more] = page.split(element)
    if (before === undefined || after === undefined || more.length > 0)
      throw new Error(`${PAGE_FOLDER}/page.html must hold this once: ${element}`)
    const { code } = await transform(await read(file), options)
    page = `${before}<${tag} nonce="{nonce}">${code.trim()}</${tag}>${after}`
  }
  return `/** The page of a fake, with \`{nonce}\` where a nonce allows its style and its script. */
export const fakePage: string = ${JSON.stringify(page)}
`
}
