import { expect, test } from 'vitest';
import { notYetInEffect, policyNames, safeDefaults } from '../../../shared/policy.ts';
import { loadPolicy } from '../../../main/policy/load-policy.ts';
import { temporaryFolder } from '../../support/temporary.ts';

test('[K3] whoever sets what this version does not do yet is told', async () => {
  expect([...notYetInEffect].filter((name) => !(policyNames as string[]).includes(name))).toEqual([]);
  const source = {
    name: 'Windows registry' as const,
    read: async () => ({ UpdateChannel: 'beta', Launcher: 'links' }),
  };
  const { problems } = await loadPolicy([source], await temporaryFolder());
  expect(problems).toEqual([
    expect.objectContaining({ setting: 'UpdateChannel', problem: 'is not in effect in this version' }),
  ]);
  const defaults = { name: 'Windows registry' as const, read: async () => ({ ...safeDefaults }) };
  expect((await loadPolicy([defaults], await temporaryFolder())).problems).toEqual([]);
});
