import { type Command, type CommandSpec, command } from './command.js'
import { flagsOf } from './program.js'
import { usage } from './refusal.js'

/** Declares `completion`: prints a script that completes commands and flags. */
export function completion(commands: () => readonly CommandSpec[]): Command {
  return command({
    name: 'completion',
    purpose: 'Print a completion script for bash, zsh or fish',
    takes: '<shell>',
    flags: [],
    example: 'source <(convex-deployment completion bash)\nconvex-deployment completion fish | source',
    async run({ args: [shell = ''] }) {
      const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined
      if (script === undefined) throw usage('There are completions for bash, zsh and fish.')
      const text = script(commands())
      return { data: { shell, script: text }, raw: text }
    },
  })
}

const PROGRAM = 'convex-deployment'

const SHELLS: { readonly [shell: string]: (commands: readonly CommandSpec[]) => string } = { bash, zsh, fish }

function bash(commands: readonly CommandSpec[]): string {
  const cases = [
    ...[...children(commands)].map(
      ([parent, words]) => `    '${parent}') words='${[...words].join(' ')}' ;;`,
    ),
    ...commands.map(
      spec =>
        `    '${spec.name}') words='${flagsOf(spec)
          .map(({ flag }) => flag)
          .join(' ')}' ;;`,
    ),
  ]
  return `_convex_deployment() {
  local current=\${COMP_WORDS[COMP_CWORD]} typed='' word words=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
${byWordsTyped(commands, cases)}
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  case $current in -*) ;; *) [ \${#COMPREPLY[@]} -eq 0 ] && compopt -o default 2>/dev/null ;; esac
}
complete -F _convex_deployment ${PROGRAM}
`
}

function zsh(commands: readonly CommandSpec[]): string {
  const described = (entries: readonly (readonly [string, string])[]) =>
    entries.map(([word, effect]) => quoted(`${word.replaceAll(':', '\\:')}:${effect}`)).join(' ')
  const cases = [
    ...[...children(commands)].map(([parent, words]) => {
      const entries = [...words].map(word => [word, purposeOf(commands, parent, word)] as const)
      return `    '${parent}') candidates=(${described(entries)}) ;;`
    }),
    ...commands.map(
      spec =>
        `    '${spec.name}') candidates=(${described(flagsOf(spec).map(({ flag, effect }) => [flag, effect]))}) ;;`,
    ),
  ]
  return `#compdef ${PROGRAM}
_convex_deployment() {
  local typed='' word
  local -a candidates
  for word in "\${(@)words[2,CURRENT-1]}"; do
${byWordsTyped(commands, cases)}
  _describe '${PROGRAM}' candidates || _files
}
if [[ $funcstack[1] == _convex_deployment ]]; then
  _convex_deployment "$@"
else
  compdef _convex_deployment ${PROGRAM}
fi
`
}

function fish(commands: readonly CommandSpec[]): string {
  const offers = [
    ...[...children(commands)].flatMap(([parent, words]) =>
      [...words].map(word => {
        const purpose = purposeOf(commands, parent, word)
        return `complete -c ${PROGRAM} -f -n "__convex_deployment_typed '${parent}'" -a ${word} -d ${quoted(purpose)}`
      }),
    ),
    ...commands.flatMap(spec =>
      flagsOf(spec).map(
        ({ flag, effect }) =>
          `complete -c ${PROGRAM} -n "__convex_deployment_typed '${spec.name}'" -l ${flag.slice(2)} -d ${quoted(effect)}`,
      ),
    ),
  ]
  return `function __convex_deployment_typed
  set -l typed ''
  for word in (commandline -opc)[2..-1]
    string match -q -- '-*' $word; and break
    switch (string trim "$typed $word")
      case ${[...pathsOf(commands)].map(quoted).join(' ')}
        set typed (string trim "$typed $word")
    end
  end
  test "$typed" = "$argv[1]"
end
${offers.join('\n')}
`
}

/** Returns the rest of a loop of bash or zsh over the typed words, and what is offered after them. */
function byWordsTyped(commands: readonly CommandSpec[], cases: readonly string[]): string {
  return `    case $word in -*) break ;; esac
    case "\${typed:+$typed }$word" in
      ${[...pathsOf(commands)].map(path => `'${path}'`).join('|')}) typed="\${typed:+$typed }$word" ;;
    esac
  done
  case $typed in
${cases.join('\n')}
  esac`
}

/** Returns the words that can follow each beginning of a command. */
function children(commands: readonly CommandSpec[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { name } of commands) {
    const words = name.split(' ')
    for (const [index, word] of words.entries()) {
      const parent = words.slice(0, index).join(' ')
      found.set(parent, (found.get(parent) ?? new Set()).add(word))
    }
  }
  return found
}

/** Returns the purpose of a command. A group of commands has none of its own. */
function purposeOf(commands: readonly CommandSpec[], parent: string, word: string): string {
  return commands.find(({ name }) => name === `${parent} ${word}`.trim())?.purpose ?? ''
}

function pathsOf(commands: readonly CommandSpec[]): Set<string> {
  return new Set(
    commands.flatMap(({ name }) => name.split(' ').map((_, i, words) => words.slice(0, i + 1).join(' '))),
  )
}

/** Puts a text in single quotes, as bash, zsh and fish read it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
