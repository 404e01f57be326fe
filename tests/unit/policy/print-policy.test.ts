import { expect, test } from 'vitest';
import { printPolicy, printPolicyAsJson } from '../../../main/policy/print-policy.ts';
import { resolve } from '../../../main/policy/resolve.ts';
import { policyNames } from '../../../shared/kiosk/policy.ts';

const hash = `$scrypt$ln=15,r=8,p=3$${'A'.repeat(22)}$${'B'.repeat(43)}`;

const resolved = resolve([
  {
    source: 'managed policy files',
    values: {
      Printing: 'pdf',
      KioskMode: true,
      KioskExitCodeHash: hash,
      VaosOrigins: ['https://a.example', 'https://b.example'],
      SessionIdleMinutes: 99,
    },
  },
  { source: 'system configuration file', values: { ServerMode: 'local', LogLevel: 'warn', 'Evil\u001b[2J': true } },
]);

test('[K3] the policy is shown with every setting, its value, its source, and what is wrong', () => {
  const lines = printPolicy(resolved).split('\n');
  const cells = lines.map((line) => line.split(/ {2,}/));
  expect(cells[0]).toEqual(['Setting', 'Value', 'Source']);
  expect(cells.slice(1, policyNames.length + 1).map(([name]) => name)).toEqual(policyNames);
  expect(cells).toContainEqual(['Printing', 'pdf', 'managed policy files']);
  expect(cells).toContainEqual(['KioskMode', 'on', 'managed policy files']);
  expect(cells).toContainEqual(['VaosOrigins', 'https://a.example, https://b.example', 'managed policy files']);
  expect(cells).toContainEqual(['LogLevel', 'warn', 'system configuration file']);
  expect(cells).toContainEqual(['UpdateAddress', '(empty)', 'default']);
  expect(lines).toContain(
    '- SessionIdleMinutes (managed policy files) must be a whole number from 1 to 60, not 99; it counts as 15.',
  );
  expect(printPolicy(resolve([]))).toMatch(/Problems:\nnone$/);
});

test('[K5] the hash of the exit code is never shown, only that there is one', () => {
  expect(printPolicy(resolved)).toMatch(/^KioskExitCodeHash +set +managed policy files *$/m);
  expect(printPolicy(resolve([]))).toMatch(/^KioskExitCodeHash +not set +default *$/m);
  expect(printPolicy(resolved) + printPolicyAsJson(resolved)).not.toContain('$scrypt$');
});

test('[K3] nothing that a source says steers the terminal it is shown on', () => {
  // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
  expect(printPolicy(resolved).replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
});

test('[K3] programs get the same as JSON', () => {
  const { settings, problems } = JSON.parse(printPolicyAsJson(resolved)) as {
    settings: Record<string, unknown>;
    problems: unknown[];
  };
  expect(Object.keys(settings)).toEqual(policyNames);
  expect(settings).toMatchObject({
    Printing: { value: 'pdf', source: 'managed policy files' },
    KioskExitCodeHash: { value: 'set' },
    SessionIdleMinutes: { value: 15, source: 'unclear' },
  });
  expect(problems).toHaveLength(2);
});

test('[K3] a setting because of which nothing starts is shown without a value, and with why', () => {
  const mistaken = resolve([{ source: 'managed policy files', values: { ServerMode: 'Clinic' } }]);
  expect(printPolicy(mistaken)).toMatch(/^ServerMode +\(nothing starts\) +unclear *$/m);
  expect(printPolicy(mistaken)).toContain(
    "- ServerMode (managed policy files) must be one of: local, clinic, not 'Clinic'; the kiosk starts nothing.",
  );
  const { settings } = JSON.parse(printPolicyAsJson(mistaken)) as { settings: Record<string, unknown> };
  expect(settings['ServerMode']).toEqual({ value: null, source: 'unclear' });
});
