import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { embeddedSettings } from '../../../main/policy/embedded-settings.ts';
import { resolve } from '../../../main/policy/resolve.ts';
import type { PolicyValues } from '../../../main/policy/sources/source.ts';
import { Settings } from '../../../shared/kiosk/settings.ts';

const decided = (values: PolicyValues) => resolve([{ source: 'Windows registry', values }]);

test('[K3] what policy decides reaches the embedded server, over its own settings', () => {
  const policy = decided({
    SessionIdleMinutes: 5,
    WhenLocked: 'keep',
    SupportPhone: '555-0100',
    Launcher: 'links',
    VaosAddress: 'https://vaos.example/',
    VaosOrigins: ['https://sign-in.example'],
  });
  const settings = embeddedSettings(policy, {
    passwordProfile: 'nist-63b-4',
    session: { idleMinutes: 30, absoluteHours: 8 },
    applications: { syntropi: { address: 'https://syntropi.example/' } },
  });
  expect(settings).toEqual({
    passwordProfile: 'nist-63b-4',
    launcher: 'links',
    session: { idleMinutes: 5, warningSeconds: 120, absoluteHours: 8, whenLocked: 'keep' },
    support: { phone: '555-0100' },
    applications: {
      syntropi: { address: 'https://syntropi.example/' },
      vaos: { address: 'https://vaos.example/', origins: ['https://sign-in.example'] },
    },
  });
  expect(Value.Check(Settings, settings)).toBe(true);
});

test('[K3] what nobody decides stays as the settings say', () => {
  const settings = { session: { idleMinutes: 1 }, launcher: 'links' } as const;
  expect(embeddedSettings(resolve([]), settings)).toMatchObject(settings);
});

test('[T2] a short idle limit shortens the warning that the server is told', () => {
  const settings = embeddedSettings(decided({ SessionIdleMinutes: 1 }), {});
  expect(settings.session).toEqual({ idleMinutes: 1, warningSeconds: 30 });
});
