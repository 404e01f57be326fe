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

const firstRun = {
  ClinicName: 'North Clinic',
  ClinicTimeZone: 'America/Denver',
  FirstSiteId: '0042',
  FirstSiteName: 'North Clinic',
  FirstAdministratorUsername: 'ida.hill',
  FirstAdministratorName: 'Ida Hill',
  FirstAdministratorEmail: 'ida@clinic.example',
};

test('[R6] policy answers the whole first run of real work, and names the mail server without its password', () => {
  const mail = { MailHost: 'mail.clinic.example', MailUsername: 'kiosk', MailFrom: 'kiosk@clinic.example' };
  const resolved = decided({ LocalDeployment: 'real', ...firstRun, ...mail });
  expect(resolved.problems).toEqual([]);
  const settings = embeddedSettings(resolved, {});
  expect(settings).toMatchObject({
    deployment: 'clinic',
    timeZone: 'America/Denver',
    setup: {
      clinic: 'North Clinic',
      site: { id: '0042', name: 'North Clinic' },
      administrator: { username: 'ida.hill', name: 'Ida Hill', email: 'ida@clinic.example' },
    },
    mail: {
      from: 'kiosk@clinic.example',
      smtp: { host: 'mail.clinic.example', port: 587, secure: false, username: 'kiosk' },
    },
  });
  expect(Value.Check(Settings, settings)).toBe(true);
});

test('[R6] who is asked, or trains, gets no administrator from policy, and training may have the clinic’s name', () => {
  for (const LocalDeployment of ['ask', 'training']) {
    const resolved = decided({ LocalDeployment, ...firstRun });
    const { deployment, setup } = embeddedSettings(resolved, {});
    expect({ deployment, setup }).toEqual({
      setup: { clinic: 'North Clinic', site: { id: '0042', name: 'North Clinic' } },
    });
    expect(resolved.problems).toEqual([
      expect.objectContaining({
        setting: 'FirstAdministratorUsername',
        problem: expect.stringContaining('only where'),
      }),
    ]);
  }
});

test('[R6] what the server could not use counts as empty, halves are reported, and none of it keeps the kiosk from starting', () => {
  const resolved = decided({
    LocalDeployment: 'real',
    ...{ ClinicTimeZone: 'Mars/Olympus', FirstSiteId: '0042', FirstAdministratorUsername: 'ida.hill' },
    ...{ FirstAdministratorName: 'Ida Hill', FirstAdministratorEmail: 'ida@clinic' },
    MailHost: 'mail.clinic.example',
  });
  expect(resolved.problems.map(({ setting, stops }) => [setting, stops])).toEqual([
    ['ClinicTimeZone', undefined],
    ['FirstAdministratorEmail', undefined],
    ['FirstAdministratorEmail', undefined],
    ['FirstSiteName', undefined],
    ['MailFrom', undefined],
  ]);
  expect(embeddedSettings(resolved, {})).not.toHaveProperty('setup');
  expect(embeddedSettings(resolved, {})).not.toHaveProperty('timeZone');
});

test('[K3][R6] what the kiosk’s own server is for is no guess: a mistake there starts nothing', () => {
  expect(decided({ LocalDeployment: 'Real' }).problems).toEqual([
    expect.objectContaining({ setting: 'LocalDeployment', stops: true }),
  ]);
});
