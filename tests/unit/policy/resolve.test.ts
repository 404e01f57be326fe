import * as fc from 'fast-check';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { PolicyError, policyToStartWith } from '../../../main/policy/policy-to-start-with.ts';
import { type PolicyReading, resolve } from '../../../main/policy/resolve.ts';
import type { PolicyValues, SourceName } from '../../../main/policy/sources/source.ts';
import {
  type Policy,
  type PolicyName,
  policyNames,
  policySettings,
  policyTable,
  safeDefaults,
  strictValues,
} from '../../../shared/kiosk/policy.ts';
import { policyShapeTexts } from '../../../shared/kiosk/texts/policy-shapes.ts';

const inOrder: SourceName[] = ['Windows registry', 'system configuration file', 'command line'];

function readings(values: readonly PolicyValues[]): PolicyReading[] {
  return values.map((each, index) => ({ source: inOrder[index]!, values: each }));
}

test('[K3] where nobody decides anything the safe defaults hold, and nothing is wrong', () => {
  const { policy, origin, problems } = resolve([]);
  expect(policy).toEqual(safeDefaults);
  expect(new Set(Object.values(origin))).toEqual(new Set(['default']));
  expect(problems).toEqual([]);
});

test('[K3] every default, and what holds in place of an invalid value, is a value of its setting', () => {
  const wrong = policyTable.filter(
    ({ name, schema, default: safe }) => !Value.Check(schema, safe) || !Value.Check(schema, strictValues[name]),
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

const pairs = inOrder.flatMap((higher, index) => inOrder.slice(index + 1).map((lower) => [higher, lower] as const));

test.each(pairs)('[K3] %s wins over %s, and both over the default', (higher, lower) => {
  const both = resolve([
    { source: higher, values: { Printing: 'pdf' } },
    { source: lower, values: { Printing: 'printer', Downloads: 'on' } },
  ]);
  expect(both.policy).toMatchObject({ Printing: 'pdf', Downloads: 'on' });
  expect(both.origin).toMatchObject({ Printing: higher, Downloads: lower, KioskMode: 'default' });
  expect(both.problems).toEqual([]);
});

test('[K3] the source that wins decides the whole list', () => {
  const { policy } = resolve(
    readings([{ VaosOrigins: ['https://a.example'] }, { VaosOrigins: ['https://b.example', 'https://c.example'] }]),
  );
  expect(policy.VaosOrigins).toEqual(['https://a.example']);
});

test('[K3] a value that says off or nothing is a decision too', () => {
  const { policy } = resolve(
    readings([
      { KioskMode: false, ImmTrac2Address: '', VaosOrigins: [] },
      { KioskMode: true, ImmTrac2Address: 'https://real.example', VaosOrigins: ['https://b.example'] },
    ]),
  );
  expect(policy).toMatchObject({ KioskMode: false, ImmTrac2Address: '', VaosOrigins: [] });
});

test('[K3] an invalid value counts as the strict one, never as what the next source says, and is reported', () => {
  const { policy, origin, problems } = resolve(readings([{ Printing: 'printr' }, { Printing: 'printer' }]));
  expect(policy.Printing).toBe('off');
  expect(origin.Printing).toBe('unclear');
  expect(problems).toEqual([
    {
      source: 'Windows registry',
      setting: 'Printing',
      problem: "must be one of: off, pdf, printer, not 'printr'",
      instead: "it counts as 'off'",
    },
  ]);
});

test('[K3] an invalid value that another source overrules is reported, and changes nothing', () => {
  const { policy, problems } = resolve(readings([{ SessionIdleMinutes: 10 }, { SessionIdleMinutes: 600 }]));
  expect(policy.SessionIdleMinutes).toBe(10);
  expect(problems).toEqual([
    expect.objectContaining({ source: 'system configuration file', instead: 'the Windows registry decides' }),
  ]);
});

test('[K3] a name that is no setting is reported and ignored', () => {
  const values = '{ "ServerMode": "local", "__proto__": 1, "toString": 1, "Prining": "pdf" }';
  const { policy, problems } = resolve(readings([JSON.parse(values)]));
  expect(policy).toEqual(safeDefaults);
  expect(problems.filter(({ stops }) => stops)).toEqual([]);
  expect(problems.map(({ setting }) => setting)).toEqual(["'__proto__'", "'toString'", "'Prining'"]);
});

const invalid: [keyof Policy, unknown][] = [
  ['ServerAddress', 'http://portal.clinic.example'],
  ['ServerAddress', 'https://user:word@portal.clinic.example'],
  ['ServerAddress', 'https://good.example@evil.example'],
  ['ServerAddress', 'https://good.example\\@evil.example'],
  ['ServerAddress', 'https://1.2.3.999/'],
  ['ServerAddress', 'https://portal.example:99999'],
  ['ServerAddress', 'http://127.0.0.1.evil.example'],
  ['ServerAddress', 'javascript:alert(1)'],
  ['ServerAddress', ' https://portal.clinic.example'],
  ['ServerAddress', 'https://portal.clinic.example\n'],
  ['VaosOrigins', ['https://ok.example', 'https://*.example']],
  ['VaosOrigins', ['https://ok.example/path']],
  ['VaosOrigins', 'https://ok.example'],
  ['VaosOrigins', ['']],
  ['ServerCertificateAuthorityFile', '\\\\server\\share\\ca.pem'],
  ['ServerCertificateAuthorityFile', 'ca.pem'],
  ['ServerCertificateSha256', 'AB:CD'],
  ['KioskMode', 'true'],
  ['KioskMode', 1],
  ['KioskMode', null],
  ['SessionIdleMinutes', 0],
  ['SessionIdleMinutes', 61],
  ['SessionIdleMinutes', 1.5],
  ['SessionIdleMinutes', '15'],
  ['SupportName', ''],
  ['SupportName', 'Cl\ufffdnica'],
  ['SupportName', 'two\nlines'],
];

test.each(invalid)('[K3] %s does not take %j', (name, value) => {
  const { policy, problems } = resolve(readings([{ [name]: value }]));
  expect(policy[name]).toEqual(strictValues[name]);
  expect(problems[0]).toMatchObject({ setting: name });
});

test('[K3] what a text or a list must be is said where its value is refused', () => {
  const saidOf = (name: PolicyName, value: unknown) => resolve(readings([{ [name]: value }])).problems[0]?.problem;
  const { address, origin } = policyShapeTexts;
  expect(saidOf('ServerAddress', 'ftp://a')).toBe(`must be ${address}, not 'ftp://a'`);
  expect(saidOf('VaosOrigins', ['a'])).toBe(`must be a list of at most 50, each ${origin}, not [ 'a' ]`);
});

const clinic = { ServerMode: 'clinic', ServerAddress: 'https://portal.clinic.example' };
const nothingStartsWith: [string, PolicyValues[]][] = [
  ['a misspelled mode', [{ ServerMode: 'Clinic' }]],
  ['a mode that is none', [{ ...clinic, ServerMode: null }]],
  ['a misspelled mode, whatever a weaker place says', [{ ServerMode: 'Clinic' }, { ServerMode: 'local' }]],
  ['a mode whose name has other capitals', [{ serverMode: 'clinic' }]],
  ['a name that may be the misspelled mode', [{ SeverMode: 'clinic' }]],
  ['an address of a server without a mode', [{ ServerAddress: 'https://portal.clinic.example' }]],
  ['a certificate of a server without a mode', [{ ServerCertificateSha256: 'a'.repeat(64) }]],
  ['a clinic without an address', [{ ServerMode: 'clinic' }]],
  ['an invalid address', [{ ...clinic, ServerAddress: 'portal.clinic.example' }]],
  ['an invalid authority', [{ ...clinic, ServerCertificateAuthorityFile: 'ca.pem' }]],
  ['an invalid fingerprint', [{ ...clinic, ServerCertificateSha256: 'AA:BB' }]],
  ['a fingerprint whose name has other capitals', [{ ...clinic, ServerCertificateSHA256: 'a'.repeat(64) }]],
  ['an invalid address of a real application', [{ ServerMode: 'local', VaosAddress: 'vaos.example' }]],
];

test.each(nothingStartsWith)('[K3] with %s nothing starts, and the reason is said', (_, said) => {
  const resolved = resolve(readings(said));
  expect(() => policyToStartWith(resolved)).toThrow(PolicyError);
  expect(() => policyToStartWith(resolved)).toThrow(/Call your IT .*\n- .*; the kiosk starts nothing\./);
});

const somethingStartsWith: [string, PolicyValues[]][] = [
  ['nothing decided', []],
  ['a clinic and its address', [clinic]],
  ['a misspelled mode that a stronger place overrules', [clinic, { ServerMode: 'Clinic' }]],
  ['a misspelled address of a server where the mode is local', [{ ServerMode: 'local', ServerAddress: 'portal' }]],
  ['a misspelled address of a real application where the mode is clinic', [{ ...clinic, VaosAddress: 'vaos' }]],
  ['a name that is no setting, where the mode is set', [{ ...clinic, Prining: 'pdf' }]],
];

test.each(somethingStartsWith)('[K3] with %s the kiosk starts', (_, said) => {
  const resolved = resolve(readings(said));
  expect(policyToStartWith(resolved)).toBe(resolved.policy);
});

test('[K5] a kiosk mode that is neither on nor off holds, and a hash that is none lets nobody out', () => {
  const { policy } = resolve(readings([{ KioskMode: 'yes', KioskExitCodeHash: '4711' }, { KioskMode: false }]));
  expect(policy).toMatchObject({ KioskMode: true, KioskExitCodeHash: '' });
});

const valid: [keyof Policy, unknown][] = [
  ['UpdateAddress', 'https://updates.clinic.example:8443/kiosk/'],
  ['UpdateAddress', 'http://127.0.0.1:4180/'],
  ['UpdateAddress', 'http://[::1]:4180'],
  ['UpdateAddress', 'https://[fd00::1]/'],
  ['PrivateNetworkOrigins', ['https://10.1.2.3', 'https://print.clinic.lan:9443/']],
  ['SupportName', 'Clínica Ñandú, Anmeldung'],
];

test.each(valid)('[K3] %s takes %j', (name, value) => {
  const { policy, problems } = resolve(readings([{ [name]: value }]));
  expect(policy[name]).toEqual(value);
  expect(problems).toEqual([]);
});

test('[K3] a clinic kiosk without an address stays one without a server, and says so', () => {
  const { policy, problems } = resolve(readings([{ ServerMode: 'clinic' }]));
  expect(policy.ServerMode).toBe('clinic');
  expect(problems).toMatchObject([{ setting: 'ServerAddress', problem: 'must be set where ServerMode is clinic' }]);
});

test('[K3] what does not count in this mode is reported', () => {
  expect(resolve(readings([{ ...clinic, SessionIdleMinutes: 5 }])).problems).toMatchObject([
    { setting: 'SessionIdleMinutes', problem: 'counts only where ServerMode is local' },
  ]);
  expect(resolve(readings([{ ...clinic, ServerMode: 'local' }])).problems).toMatchObject([
    { setting: 'ServerAddress', problem: 'counts only where ServerMode is clinic' },
  ]);
  expect(resolve(readings([{ ...safeDefaults }])).problems).toEqual([]);
});

test('[K5] kiosk mode without an exit code stays on and is reported', () => {
  const { policy, problems } = resolve(readings([{ KioskMode: true }]));
  expect(policy.KioskMode).toBe(true);
  expect(problems).toMatchObject([{ setting: 'KioskExitCodeHash' }]);
});

test('[K5] an exit code where its hash belongs is refused without being shown', () => {
  const { policy, problems } = resolve(readings([{ KioskExitCodeHash: 'open sesame' }]));
  expect(policy.KioskExitCodeHash).toBe('');
  expect(JSON.stringify(problems)).not.toContain('sesame');
});

test('[T2] a warning is at most half of the idle limit; only one that somebody set is reported', () => {
  const set = resolve(readings([{ SessionIdleMinutes: 2, SessionWarningSeconds: 90 }]));
  expect(set.policy.SessionWarningSeconds).toBe(60);
  expect(set.problems).toMatchObject([{ setting: 'SessionWarningSeconds', instead: 'it is 60' }]);

  const unset = resolve(readings([{ SessionIdleMinutes: 1 }]));
  expect(unset.policy.SessionWarningSeconds).toBe(30);
  expect(unset.problems).toEqual([]);
});

function isOfAddresses(name: keyof Policy): boolean {
  return name.endsWith('Address') || name.endsWith('Origins');
}

function isAllowedAddress(value: unknown): boolean {
  if (value === '') return true;
  const { protocol, hostname, username, password } = new URL(String(value));
  const isHere = /^(?:(?:[a-z0-9-]+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  return username + password === '' && (protocol === 'https:' || (protocol === 'http:' && isHere));
}

const anyName = fc.oneof(fc.constantFrom(...policyNames), fc.string(), fc.constantFrom('__proto__', 'constructor'));
const nearlyAddress = fc.stringMatching(/^https?:\/\/[a-z0-9.:@[\]\\/-]{0,20}$/);
const anyValue = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
  fc.constantFrom(...policyTable.flatMap(({ schema }) => ('enum' in schema ? schema.enum : []))),
  nearlyAddress,
  fc.array(nearlyAddress, { maxLength: 3 }),
  fc.integer({ min: -5, max: 700 }),
);
const anyReading = fc.array(fc.tuple(anyName, anyValue), { maxLength: 12 }).map((entries) => {
  return Object.fromEntries(entries);
});

test('[K3] whatever the sources say, the result is a policy, and every value fits its setting', () => {
  fc.assert(
    fc.property(fc.array(anyReading, { maxLength: 3 }), (said) => {
      const { policy, origin } = resolve(readings(said));
      for (const name of policyNames) {
        expect(Value.Check(policySettings[name].schema, policy[name]), name).toBe(true);
        if (isOfAddresses(name)) expect([policy[name]].flat().every(isAllowedAddress), name).toBe(true);
        if (origin[name] === 'unclear' && name !== 'SessionWarningSeconds') {
          expect(policy[name]).toEqual(strictValues[name]);
        }
        if (origin[name] === 'default' && name !== 'SessionWarningSeconds') {
          expect(policy[name]).toEqual(safeDefaults[name]);
        }
      }
    }),
    { numRuns: 500 },
  );
});
