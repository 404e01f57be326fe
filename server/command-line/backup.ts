import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { backupTexts as texts } from '../../shared/texts/backup.ts';
import { backUp } from '../backup/back-up.ts';
import { restore } from '../backup/restore.ts';
import { BackupError } from '../backup/sealed-archive.ts';
import { systemClock } from '../clock.ts';
import { KeyFileError } from '../keys/key-file.ts';
import { CommandError, runCommand } from './command.ts';
import { readPassphrase } from './passphrase.ts';

/** Backup and restore from the command line [R5]. */

const usage = `Usage: npm run backup -- --to FILE [--data DIR] [--passphrase-file FILE]
       npm run restore -- --from FILE --data DIR [--replace] [--passphrase-file FILE]
  --data DIR              where the data is kept (default of a backup: data)
  --replace               moves data that is there aside (DIR.before-…)
  --passphrase-file FILE  its first line is the passphrase; without it, standard input is read
A server may run during a backup, not during a restore.`;

async function main(): Promise<number> {
  const command = commandLine();
  if (command.verb === 'back up') {
    if (!(await isThere(join(command.data, 'master.key')))) {
      throw new CommandError(`There is no data with its key in ${command.data}; name its folder with --data.`);
    }
    const passphrase = await readPassphrase(command.passphraseFile, 'new');
    const files = await backUp({ ...command, passphrase }, systemClock);
    process.stdout.write(`${texts.made(files.length, command.file)}\n`);
  } else {
    const passphrase = await readPassphrase(command.passphraseFile, 'present');
    const { made, aside } = await restore({ ...command, passphrase }, systemClock);
    process.stdout.write(`${texts.restored(made, command.data, aside)}\n`);
  }
  return 0;
}

function commandLine() {
  try {
    const [verb, ...args] = process.argv.slice(2);
    const { values } = parseArgs({
      args,
      options: {
        to: { type: 'string' },
        from: { type: 'string' },
        data: { type: 'string' },
        replace: { type: 'boolean', default: false },
        'passphrase-file': { type: 'string' },
      },
    });
    const { to, from, data, replace, 'passphrase-file': passphraseFile } = values;
    if (verb === 'back-up') {
      if (to === undefined) throw new Error('Say where the backup goes with --to FILE.');
      if (from !== undefined || replace) throw new Error('--from and --replace go with npm run restore.');
      return { verb: 'back up', file: to, data: data ?? 'data', passphraseFile } as const;
    }
    if (from === undefined) throw new Error('Name the backup with --from FILE.');
    if (data === undefined) throw new Error('Name the folder to restore to with --data DIR.');
    if (to !== undefined) throw new Error('--to goes with npm run backup.');
    return { verb: 'restore', file: from, data, replace, passphraseFile } as const;
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

await runCommand(main, [BackupError, KeyFileError]);
