import { expect, test } from 'vitest';
import { commandLine } from '../../../main/policy/sources/command-line.ts';

const said = (...args: string[]) => commandLine(['/usr/bin/electron', '.', ...args]).read();

test('[K3] in development the command line sets policy, each value as its setting takes it', async () => {
  const values = await said(
    '--policy-Printing=pdf',
    '--policy-kioskmode=true',
    '--policy-SessionIdleMinutes=1',
    '--policy-VaosOrigins=https://a.example,https://b.example',
    '--policy-SyntropiOrigins=',
    '--policy-SupportName=A = B',
    '--settings=file.json',
  );
  expect(values).toEqual({
    Printing: 'pdf',
    KioskMode: true,
    SessionIdleMinutes: 1,
    VaosOrigins: ['https://a.example', 'https://b.example'],
    SyntropiOrigins: [],
    SupportName: 'A = B',
  });
});

test('[K3] what does not fit stays as it was typed, to be reported', async () => {
  expect(await said('--policy-KioskMode=yes', '--policy-SessionIdleMinutes=-1', '--policy-Nothing=1')).toEqual({
    KioskMode: 'yes',
    SessionIdleMinutes: '-1',
    Nothing: '1',
  });
  expect(await said('--print-policy', '--policy-Printing')).toBe('absent');
});
