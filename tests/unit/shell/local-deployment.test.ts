import { expect, test } from 'vitest';
import { resolve } from '../../../main/policy/resolve.ts';
import type { PolicyValues } from '../../../main/policy/sources/source.ts';
import { barsOf, meantFor, refuseBarred } from '../../../main/server/local-deployment.ts';
import { VaultError } from '../../../main/server/vault.ts';
import { UnsafeStartError } from '../../../main/starting/safe-start.ts';

const decided = (values: PolicyValues) => resolve([{ source: 'Windows registry', values }]);
const installed = { packaged: true };

test('[R6] an installed kiosk asks unless policy says what it is for; from its sources it trains unless somebody says more', () => {
  expect(meantFor(resolve([]), installed)).toBe('ask');
  expect(meantFor(resolve([]), { packaged: false })).toBe('training');
  for (const LocalDeployment of ['ask', 'training', 'real']) {
    for (const packaged of [true, false]) {
      expect(meantFor(decided({ LocalDeployment }), { packaged })).toBe(LocalDeployment);
    }
  }
});

test('[R6][K8] real work needs a key store, or a key file that IT allows, and a start that nothing weakens', () => {
  const [forbidden, allowed] = [{ KeyFileAllowed: false }, { KeyFileAllowed: true }];
  expect(barsOf(forbidden, undefined, [])).toEqual([]);
  expect(barsOf(allowed, '/home/kiosk/master.key', [])).toEqual([]);
  expect(barsOf(forbidden, '/home/kiosk/master.key', [])).toEqual(['key store']);
  expect(barsOf(forbidden, '/home/kiosk/master.key', ['no-sandbox'])).toEqual(['key store', 'start']);
  expect(() => refuseBarred(['key store'], [])).toThrow(VaultError);
  expect(() => refuseBarred(['start'], ['no-sandbox'])).toThrow(UnsafeStartError);
  expect(() => refuseBarred([], [])).not.toThrow();
});
