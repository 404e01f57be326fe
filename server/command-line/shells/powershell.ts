import { type Candidates, program } from './candidates.ts';

/** What PowerShell reads. Where nothing is given it offers files by itself. */
export function powershellCompletion({ commands, next, values }: Candidates): string {
  const chosen = [...values].map(([key, value]) => [key, typeof value === 'string' ? [] : value] as const);
  return `# Completion of ${program} for PowerShell.
Register-ArgumentCompleter -Native -CommandName ${program} -ScriptBlock {
  param($current, $commandAst, $cursorPosition)
  $values = @{
${chosen.map(entry).join('\n')}
  }
  $next = @{
${[...next].map(entry).join('\n')}
  }
  # The word that is being typed does not stand before itself.
  $words = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
  if ($current -ne '') { $words = @($words | Select-Object -SkipLast 1) }
  $command = $words[1]
  $before = "$command $($words[-1])"
  $known =
    if ($words.Count -eq 1) { '${commands.join(' ')} --help' }
    elseif ($values.ContainsKey($before)) { $values[$before] }
    elseif ($next.ContainsKey("$command *")) { $next["$command *"] }
    else { $next["$command $($words[2])"] }
  "$known" -split ' ' | Where-Object { $_ -ne '' -and $_ -like "$current*" } |
    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
`;
}

function entry([key, words]: readonly [string, readonly string[]]): string {
  return `    '${key}' = '${words.join(' ')}'`;
}
