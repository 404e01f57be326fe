import { parseArgs } from 'node:util';
import { backupTexts as texts } from '../../shared/identity/texts/backup.ts';
import { noteBackup } from '../backup/last-backup.ts';
import { backUp } from '../backup/back-up.ts';
import { restore } from '../backup/restore.ts';
import { BackupError } from '../backup/sealed-archive.ts';
import { systemClock } from '../clock.ts';
import { MasterKeyError } from '../keys/key-file.ts';
import { hasMasterKey } from '../keys/master-key.ts';
import { readSettings, SettingsError } from '../settings.ts';
import { isThere } from '../store/lowdb/durable-file.ts';
import { StoreNotOpenedError } from '../store/contract.ts';
import { UnreadableError } from '../store/sealed.ts';
import { CommandError, commandLog, runCommand } from './command.ts';
import { readPassphrase } from './passphrase.ts';

/** Backup and restore from the command line [R5]. */

const usage = `Usage: npm run backup -- --to FILE [--data DIR] [--settings FILE] [--passphrase-file FILE]
       npm run backup -- --note [--data DIR]
       npm run restore -- --from FILE --data DIR [--replace] [--passphrase-file FILE]
  --data DIR              where the data is kept (default of a backup: data)
  --settings FILE         the server's settings, where they name a database or the master key's command
  --note                  tells the server that something else has backed its data up just now, such as the database's own tools
  --replace               moves data that is there aside (DIR.before-…)
  --passphrase-file FILE  its first line is the passphrase; without it, standard input is read
A server may run during a backup, not during a restore.`;

async function main(): Promise<number> {
  const command = commandLine();
  if (command.verb === 'back up') {
    const settings = await readSettings(command.settings);
    const log = commandLog();
    if (!(await hasMasterKey(command.data, settings))) {
      throw new CommandError(`There is no data with its key in ${command.data}; name its folder with --data.`);
    }
    const passphrase = await readPassphrase(command.passphraseFile, 'new');
    const { files, noted } = await backUp({ ...command, settings, passphrase, log }, systemClock);
    process.stdout.write(`${texts.made(files.length, command.file)}\n`);
    if (!noted) process.stderr.write(`${texts.notNoted(command.data)}\n`);
  } else if (command.verb === 'note') {
    if (!(await isThere(command.data)))
      throw new CommandError(`There is no folder ${command.data}; name it with --data.`);
    await noteBackup(command.data, { at: systemClock.now(), elsewhere: true }).catch(() => {
      throw new CommandError(texts.notNoted(command.data));
    });
    process.stdout.write(`${texts.noted}\n`);
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
        settings: { type: 'string' },
        note: { type: 'boolean', default: false },
        replace: { type: 'boolean', default: false },
        'passphrase-file': { type: 'string' },
      },
    });
    const { to, from, data, settings, note, replace, 'passphrase-file': passphraseFile } = values;
    if (note) {
      const alone = [to, from, settings, passphraseFile].every((each) => each === undefined) && !replace;
      if (verb !== 'back-up' || !alone) throw new Error('--note goes with npm run backup and --data alone.');
      return { verb: 'note', data: data ?? 'data' } as const;
    }
    if (verb === 'back-up') {
      if (to === undefined) throw new Error('Say where the backup goes with --to FILE.');
      if (from !== undefined || replace) throw new Error('--from and --replace go with npm run restore.');
      return { verb: 'back up', file: to, data: data ?? 'data', settings, passphraseFile } as const;
    }
    if (from === undefined) throw new Error('Name the backup with --from FILE.');
    if (data === undefined) throw new Error('Name the folder to restore to with --data DIR.');
    if (to !== undefined || settings !== undefined) throw new Error('--to and --settings go with npm run backup.');
    return { verb: 'restore', file: from, data, replace, passphraseFile } as const;
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

await runCommand(main, [BackupError, MasterKeyError, SettingsError, StoreNotOpenedError, UnreadableError], usage);
