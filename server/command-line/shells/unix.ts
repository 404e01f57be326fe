import { type Candidates, grouped, program } from './candidates.ts';

/** What bash and zsh read. Both look up the same cases; how a shell names its words, and takes what fits, is its own. */

export function bashCompletion(candidates: Candidates): string {
  return `# Completion of ${program} for bash.
_enterprise_portal_server() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  local command=\${COMP_WORDS[1]} position=$COMP_CWORD verb= known= files=
  ((position > 2)) && verb=\${COMP_WORDS[2]}
  COMPREPLY=()
${cases(candidates)}
  mapfile -t COMPREPLY < <(compgen -W "$known" -- "$current")
  if [[ -n $files ]]; then
    compopt -o filenames 2> /dev/null
    mapfile -t -O \${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "$current")
  fi
}
complete -F _enterprise_portal_server ${program}
`;
}

export function zshCompletion(candidates: Candidates): string {
  return `#compdef ${program}
# Completion of ${program} for zsh.
_enterprise_portal_server() {
  local current=$words[CURRENT] before=$words[CURRENT-1]
  local command=$words[2] position=$((CURRENT - 1)) verb= known= files=
  ((position > 2)) && verb=$words[3]
${cases(candidates)}
  [[ -n $known ]] && compadd -- \${=known}
  [[ -n $files ]] && _files
  return 0
}
# As a file of fpath it is what completes, each time; read by hand it announces itself.
if (( $+compstate )); then
  _enterprise_portal_server "$@"
else
  compdef _enterprise_portal_server ${program}
fi
`;
}

/** Sets `known` to what fits, and `files` where a file may be meant. */
function cases({ commands, next, values }: Candidates): string {
  const branch = (keys: readonly string[], then: string) => `      ${keys.map(pattern).join(' | ')}) ${then} ;;`;
  return [
    '  if ((position == 1)); then',
    `    known='${commands.join(' ')} --help'`,
    '  else',
    '    case "$command $before" in',
    ...grouped(values).map(([keys, value]) =>
      branch(keys, value === 'path' ? 'files=yes' : value === 'anything' ? 'return' : `known='${value.join(' ')}'`),
    ),
    '      *)',
    '        [[ $current == -* || -z $verb ]] || files=yes',
    '        case "$command $verb" in',
    ...grouped(next).map(([keys, words]) => `    ${branch(keys, `known='${words.join(' ')}'`)}`),
    '        esac ;;',
    '    esac',
    '  fi',
  ].join('\n');
}

function pattern(key: string): string {
  return key.endsWith('*') ? `'${key.slice(0, -1)}'*` : `'${key}'`;
}
