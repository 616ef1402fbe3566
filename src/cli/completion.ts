import { type Command, type CommandSpec, command } from './command.js'
import { shellQuoted, US } from './command-line.js'
import { flagsOf } from './parser.js'
import { usage } from './refusal.js'

/** Declares `completion`: prints a script that completes commands and flags. */
export function completion(commands: () => readonly CommandSpec[]): Command {
  return command({
    name: 'completion',
    purpose: 'Print a completion script for bash, zsh or fish',
    takes: '<shell>',
    words: Object.keys(SHELLS),
    example: 'source <(convex-deployment completion bash)\nconvex-deployment completion fish | source',
    async run({ args: [shell = ''] }) {
      const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined
      if (script === undefined) throw usage('There are completions for bash, zsh and fish.')
      const text = script(offersIn(commands()))
      return { data: { shell, script: text }, raw: text }
    },
  })
}

/** The offers of a shell: after each beginning of a command line, and as the value of a flag. */
interface Offers {
  /** The words and flags that can follow each beginning, with their effects. */
  readonly words: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** The words that the value of a flag may be, by the command and the flag. */
  readonly values: ReadonlyMap<string, readonly string[]>
  /** The flags that take a value. */
  readonly taking: ReadonlySet<string>
}

const SHELLS: { readonly [shell: string]: (offers: Offers) => string } = { bash, zsh, fish }

function offersIn(commands: readonly CommandSpec[]): Offers {
  const words = new Map<string, Map<string, string>>()
  const values = new Map<string, readonly string[]>()
  const taking = new Set<string>()
  const offer = (typed: string, word: string, effect: string) =>
    words.set(typed, (words.get(typed) ?? new Map<string, string>()).set(word, effect))
  for (const spec of commands) {
    const names = spec.name.split(' ')
    for (const [index, word] of names.entries()) {
      // A group of commands has no purpose of its own.
      const purpose = index === names.length - 1 ? spec.purpose : ''
      offer(names.slice(0, index).join(' '), word, purpose)
    }
    for (const word of spec.words ?? []) offer(spec.name, word, '')
    for (const { flag, effect, takes = '', words: known = [] } of flagsOf(spec)) {
      offer(spec.name, flag, effect)
      if (takes.startsWith('<')) taking.add(flag)
      if (known.length > 0) values.set(`${spec.name} ${flag}`, known)
    }
  }
  return { words, values, taking }
}

function bash(offers: Offers): string {
  return `_convex_deployment() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} typed='' word words=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
${byWordsTyped(offers, words => `words='${[...words.keys()].join(' ')}'`)}
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  case $current in -*) ;; *) [ \${#COMPREPLY[@]} -eq 0 ] && compopt -o default 2>/dev/null ;; esac
}
complete -F _convex_deployment ${US}
`
}

function zsh(offers: Offers): string {
  const candidates = (words: ReadonlyMap<string, string>) => {
    const described = [...words].map(([word, effect]) =>
      shellQuoted(`${word.replaceAll(':', '\\:')}${effect && `:${effect}`}`),
    )
    return `candidates=(${described.join(' ')})`
  }
  return `#compdef ${US}
_convex_deployment() {
  local typed='' word previous=$words[CURRENT-1]
  local -a candidates
  for word in "\${(@)words[2,CURRENT-1]}"; do
${byWordsTyped(offers, candidates)}
  _describe '${US}' candidates || _files
}
if [[ $funcstack[1] == _convex_deployment ]]; then
  _convex_deployment "$@"
else
  compdef _convex_deployment ${US}
fi
`
}

function fish({ words, values, taking }: Offers): string {
  const lines = [...words].flatMap(([typed, offered]) =>
    [...offered].map(([word, effect]) => {
      const known = values.get(`${typed} ${word}`)
      const value = known ? ` -x -a '${known.join(' ')}'` : taking.has(word) ? ' -r' : ''
      const what = word.startsWith('--') ? `-l ${word.slice(2)}${value}` : `-f -a ${word}`
      return `complete -c ${US} -n "__convex_deployment_typed '${typed}'" ${what} -d ${shellQuoted(effect)}`
    }),
  )
  return `function __convex_deployment_typed
  set -l typed ''
  for word in (commandline -opc)[2..-1]
    string match -q -- '-*' $word; and break
    switch (string trim "$typed $word")
      case ${beginnings(words).join(' ')}
        set typed (string trim "$typed $word")
    end
  end
  test "$typed" = "$argv[1]"
end
${lines.join('\n')}
`
}

/** Returns the rest of a loop of bash or zsh over the typed words, and what it offers after them. */
function byWordsTyped(
  { words, values, taking }: Offers,
  offer: (words: ReadonlyMap<string, string>) => string,
): string {
  const ofFlags = [...values].map(
    ([flag, known]) => `    '${flag}') ${offer(new Map(known.map(word => [word, ''])))} ;;`,
  )
  const ofLines = [...words].map(([typed, offered]) => `    '${typed}') ${offer(offered)} ;;`)
  return `    case $word in -*) break ;; esac
    case "\${typed:+$typed }$word" in
      ${beginnings(words).join('|')}) typed="\${typed:+$typed }$word" ;;
    esac
  done
  case $typed' '$previous in
${ofFlags.join('\n')}
    *' '${[...taking].join("|*' '")}) ;;
    *) case $typed in
${ofLines.join('\n')}
    esac ;;
  esac`
}

function beginnings(words: Offers['words']): string[] {
  return [...words.keys()].filter(Boolean).map(shellQuoted)
}
