import { expect, test } from 'vitest';
import {
  refuseRealWork,
  UnsafeStartError,
  weakeningSwitches,
  weaknessesOf,
} from '../../../main/starting/safe-start.ts';

const undecided = { ServerMode: 'local', LocalDeployment: 'ask' } as const;
const training = { ...undecided, ImmTrac2Address: '', VaosAddress: '', SyntropiAddress: '' } as const;
const clinic = { ...training, ServerMode: 'clinic' } as const;
const startedWith =
  (...switches: string[]) =>
  (name: string) =>
    switches.includes(name);

test.each(weakeningSwitches)('[K4] a kiosk of a clinic does not open with --%s, and says so', (name) => {
  const start = { packaged: true, policy: clinic, hasSwitch: startedWith(name, 'user-data-dir') };
  expect(() => weaknessesOf(start)).toThrow(UnsafeStartError);
  expect(() => weaknessesOf(start)).toThrow(`The kiosk was started with --${name}, which`);
});

test('[K4] it opens without them', () => {
  expect(weaknessesOf({ packaged: true, policy: clinic, hasSwitch: startedWith('user-data-dir', 'open') })).toEqual([]);
});

test('[K4] a real application makes a kiosk with a server of its own as careful', () => {
  for (const name of ['ImmTrac2Address', 'VaosAddress', 'SyntropiAddress']) {
    const policy = { ...training, [name]: 'https://registry.example/' };
    expect(() => weaknessesOf({ packaged: true, policy, hasSwitch: startedWith('no-sandbox') })).toThrow(
      '--no-sandbox',
    );
  }
});

test('[K4][R6] a kiosk whose own server is for real work is as careful, by policy and once its data says so', () => {
  const real = { ...training, LocalDeployment: 'real' } as const;
  const start = { packaged: true, policy: real, hasSwitch: startedWith('no-sandbox') };
  expect(() => weaknessesOf(start)).toThrow(UnsafeStartError);
  expect(weaknessesOf({ ...start, hasSwitch: startedWith() })).toEqual([]);
  expect(() => refuseRealWork(['no-sandbox'])).toThrow('--no-sandbox');
  expect(() => refuseRealWork([])).not.toThrow();
});

test('[K4] training goes on, and the log learns of it', () => {
  const start = { packaged: true, policy: training, hasSwitch: startedWith('no-sandbox', 'remote-debugging-port') };
  expect(weaknessesOf(start)).toEqual(['no-sandbox', 'remote-debugging-port']);
});

test('[R1] in development, where tests drive it, nothing is refused', () => {
  expect(weaknessesOf({ packaged: false, policy: clinic, hasSwitch: startedWith('no-sandbox') })).toEqual([]);
});
