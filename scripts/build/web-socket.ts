import { builtinModules } from 'node:module'
import { build, type Plugin } from 'esbuild'

/**
 * Bundles the WebSocket server, which is CommonJS, into one module without imports: a bundler for a runtime without Node's
 * modules would fail on them, though nothing runs this code there. Where there are none, its export is undefined.
 */
export async function webSocketModule(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export const { WebSocketServer } = globalThis.process?.getBuiltinModule ? require('ws') : {}`,
      resolveDir: '.',
    },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'node20.19',
    platform: 'neutral',
    mainFields: ['main'],
    conditions: ['require'],
    // It does without its two optional packages of native code.
    define: { 'process.env.WS_NO_BUFFER_UTIL': 'true', 'process.env.WS_NO_UTF_8_VALIDATE': 'true' },
    minifySyntax: true,
    plugins: [withoutImports],
  })
  return outputFiles[0]?.text ?? ''
}

const withoutImports: Plugin = {
  name: 'without-imports',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:node:)?\w+$/ }, ({ path }) => {
      const name = path.replace(/^node:/, '')
      return builtinModules.includes(name) ? { path: name, namespace: 'builtin' } : undefined
    })
    onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = globalThis.process.getBuiltinModule('node:${path}')`,
    }))
  },
}
