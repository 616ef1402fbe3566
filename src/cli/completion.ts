import { type Command, type CommandSpec, command } from './command.js'
import { shellQuoted } from './command-line.js'
import { flagsOf } from './parser.js'
import { usage } from './refusal.js'

/** Declares `completion`: prints a script that completes commands and flags. */
export function completion(commands: () => readonly CommandSpec[]): Command {
  return command({
    name: 'completion',
    purpose: 'Print a completion script for bash, zsh or fish',
    takes: '<shell>',
    example: 'source <(convex-deployment completion bash)\nconvex-deployment completion fish | source',
    async run({ args: [shell = ''] }) {
      const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined
      if (script === undefined) throw usage('There are completions for bash, zsh and fish.')
      const text = script(offersIn(commands()))
      return { data: { shell, script: text }, raw: text }
    },
  })
}

/** The words and flags that can follow each beginning of a command line, with their effects. */
type Offers = ReadonlyMap<string, ReadonlyMap<string, string>>

const PROGRAM = 'convex-deployment'

const SHELLS: { readonly [shell: string]: (offers: Offers) => string } = { bash, zsh, fish }

function offersIn(commands: readonly CommandSpec[]): Offers {
  const offers = new Map<string, Map<string, string>>()
  const offer = (typed: string, word: string, effect: string) =>
    offers.set(typed, (offers.get(typed) ?? new Map<string, string>()).set(word, effect))
  for (const spec of commands) {
    const words = spec.name.split(' ')
    for (const [index, word] of words.entries()) {
      // A group of commands has no purpose of its own.
      const purpose = index === words.length - 1 ? spec.purpose : ''
      offer(words.slice(0, index).join(' '), word, purpose)
    }
    for (const { flag, effect } of flagsOf(spec)) offer(spec.name, flag, effect)
  }
  return offers
}

function bash(offers: Offers): string {
  const cases = [...offers].map(
    ([typed, words]) => `    '${typed}') words='${[...words.keys()].join(' ')}' ;;`,
  )
  return `_convex_deployment() {
  local current=\${COMP_WORDS[COMP_CWORD]} typed='' word words=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
${byWordsTyped(offers, cases)}
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  case $current in -*) ;; *) [ \${#COMPREPLY[@]} -eq 0 ] && compopt -o default 2>/dev/null ;; esac
}
complete -F _convex_deployment ${PROGRAM}
`
}

function zsh(offers: Offers): string {
  const cases = [...offers].map(([typed, words]) => {
    const described = [...words].map(([word, effect]) =>
      shellQuoted(`${word.replaceAll(':', '\\:')}:${effect}`),
    )
    return `    '${typed}') candidates=(${described.join(' ')}) ;;`
  })
  return `#compdef ${PROGRAM}
_convex_deployment() {
  local typed='' word
  local -a candidates
  for word in "\${(@)words[2,CURRENT-1]}"; do
${byWordsTyped(offers, cases)}
  _describe '${PROGRAM}' candidates || _files
}
if [[ $funcstack[1] == _convex_deployment ]]; then
  _convex_deployment "$@"
else
  compdef _convex_deployment ${PROGRAM}
fi
`
}

function fish(offers: Offers): string {
  const lines = [...offers].flatMap(([typed, words]) =>
    [...words].map(([word, effect]) => {
      const offered = word.startsWith('--') ? `-l ${word.slice(2)}` : `-f -a ${word}`
      return `complete -c ${PROGRAM} -n "__convex_deployment_typed '${typed}'" ${offered} -d ${shellQuoted(effect)}`
    }),
  )
  return `function __convex_deployment_typed
  set -l typed ''
  for word in (commandline -opc)[2..-1]
    string match -q -- '-*' $word; and break
    switch (string trim "$typed $word")
      case ${beginnings(offers).join(' ')}
        set typed (string trim "$typed $word")
    end
  end
  test "$typed" = "$argv[1]"
end
${lines.join('\n')}
`
}

/** Returns the rest of a loop of bash or zsh over the typed words, and the words that it offers after them. */
function byWordsTyped(offers: Offers, cases: readonly string[]): string {
  return `    case $word in -*) break ;; esac
    case "\${typed:+$typed }$word" in
      ${beginnings(offers).join('|')}) typed="\${typed:+$typed }$word" ;;
    esac
  done
  case $typed in
${cases.join('\n')}
  esac`
}

function beginnings(offers: Offers): string[] {
  return [...offers.keys()].filter(Boolean).map(shellQuoted)
}
