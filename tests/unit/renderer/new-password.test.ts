import { expect, test } from 'vitest';
import { newPasswordErrors } from '../../../renderer/portal/new-password.ts';
import { passwordTexts } from '../../../shared/identity/texts/password.ts';

const password = 'Violet-Harbor-77';
const errors = (confirmation: string, typed = password) =>
  newPasswordErrors({ password: typed, confirmation }, 'hhs-2022', 'maria.garcia');

test('[P6] two new passwords that differ are refused at the second, and a rule that is not met at the first', () => {
  expect(errors(password)).toEqual({});
  for (const other of ['', 'violet-harbor-77', `${password} `])
    expect(errors(other)).toEqual({ confirmation: passwordTexts.mismatch });
  expect(errors('short', 'short')).toEqual({ password: passwordTexts.rulesNotMet });
});
