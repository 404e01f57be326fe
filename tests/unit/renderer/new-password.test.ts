import { expect, test } from 'vitest';
import { newPasswordErrors } from '../../../renderer/portal/new-password.ts';
import { en } from '../../../shared/identity/texts/en.ts';

const password = 'Violet-Harbor-77';
const errors = (confirmation: string, typed = password) =>
  newPasswordErrors({ password: typed, confirmation }, 'hhs-2022', 'maria.garcia', en.password);

test('[P6] two new passwords that differ are refused at the second, and a rule that is not met at the first', () => {
  expect(errors(password)).toEqual({});
  for (const other of ['', 'violet-harbor-77', `${password} `])
    expect(errors(other)).toEqual({ confirmation: en.password.mismatch });
  expect(errors('short', 'short')).toEqual({ password: en.password.rulesNotMet });
});
