import { runCommand } from './command.ts';
import { readLine } from './read-line.ts';
import { candidatesOf } from './shells/candidates.ts';
import { powershellCompletion } from './shells/powershell.ts';
import { bashCompletion, zshCompletion } from './shells/unix.ts';
import { commandTable } from './table/table.ts';
import { usageOf } from './usage.ts';

/** What a shell reads to complete the commands [R3]. */

const shells = { bash: bashCompletion, zsh: zshCompletion, powershell: powershellCompletion };

await runCommand(
  async () => {
    const { verb } = readLine('completion');
    process.stdout.write(shells[verb as keyof typeof shells](candidatesOf(commandTable)));
    return 0;
  },
  [],
  usageOf('completion'),
);
