import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { policyCommand } from '../../../main/policy/commands.ts';
import { verifyExitCode } from '../../../main/policy/exit-code.ts';
import { policyNames } from '../../../shared/policy.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const nobody = Readable.from([]);

async function ask(args: readonly string[], input = nobody) {
  const machine = { platform: 'linux', environment: {}, arguments: args, packaged: false } as const;
  return policyCommand(machine, await temporaryFolder(), input);
}

test('[K3] without a command the kiosk starts', async () => {
  expect(await ask(['/opt/kiosk', '--settings=file.json'])).toBeUndefined();
});

test('[K3] the command that shows the policy ends with 1 where something is wrong with it', async () => {
  const shown = await ask(['/opt/kiosk', '--print-policy=json', '--policy-Printing=everywhere']);
  expect(shown?.exitCode).toBe(1);
  const { settings } = JSON.parse(shown!.output) as { settings: object };
  expect(Object.keys(settings)).toEqual(policyNames);
  expect(await ask(['/opt/kiosk', '--print-policy', '--json', '--policy-Printing=everywhere'])).toEqual(shown);
  expect((await ask(['/opt/kiosk', '--print-policy', '--policy-Printing=pdf']))?.output).toMatch(
    /^Printing +pdf +command line$/m,
  );
});

test('[K3] showing the policy leaves nothing behind', async () => {
  const folder = await temporaryFolder();
  const machine = { platform: 'linux', environment: {}, arguments: ['--print-policy'], packaged: true } as const;
  await policyCommand(machine, folder, nobody);
  expect(await readdir(folder)).toEqual([]);
});

test('[K5] the command that hashes an exit code reads it from standard input', async () => {
  const answer = await ask(['/opt/kiosk', '--hash-exit-code'], Readable.from(['leave-', '4711\r\nmore']));
  expect(answer?.exitCode).toBe(0);
  expect(await verifyExitCode('leave-4711', answer!.output)).toBe(true);
  expect(await ask(['/opt/kiosk', '--hash-exit-code'], Readable.from(['short\n']))).toEqual({
    exitCode: 1,
    output: 'An exit code has 8 to 64 characters.',
  });
});
