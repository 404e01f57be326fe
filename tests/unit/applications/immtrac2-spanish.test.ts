import { expect, test } from 'vitest';
import { detailProblems } from '../../../server/applications/immtrac2/clients/client-details.ts';
import { consentProblems } from '../../../server/applications/immtrac2/consent/consent.ts';
import { faultOf } from '../../../server/applications/immtrac2/exchange/faults.ts';
import { exchangeEn } from '../../../shared/applications/immtrac2/exchange/texts/en.ts';
import { exchangeEs } from '../../../shared/applications/immtrac2/exchange/texts/es.ts';
import { refusalsEn } from '../../../shared/applications/immtrac2/refusals/texts/en.ts';
import { refusalsEs } from '../../../shared/applications/immtrac2/refusals/texts/es.ts';
import { immtrac2En } from '../../../shared/applications/immtrac2/texts/en.ts';
import { immtrac2Es } from '../../../shared/applications/immtrac2/texts/es.ts';
import { fieldProblem, fieldText } from '../../../shared/contract/field-texts.ts';
import { sameTexts } from '../../support/same-texts.ts';
import { details } from './registry-steps.ts';

test('[L1] no text of ImmTrac2 was left in English in Spanish', () => {
  // Names, and what is spelled alike.
  const alike = [
    'doses.history.eligible.V02',
    'doses.entry.units.mL',
    'eligibility.V02',
    'funding.VXC3',
    'landing.enter',
    'observations.condition.observations.014',
    'observations.condition.observations.005',
    'route.IM',
    'route.PO',
  ];
  expect(sameTexts(immtrac2En, immtrac2Es).filter((name) => !alike.includes(name))).toEqual([]);
  const names = ['files.fault', 'files.accounts.title', 'upload.title', 'upload.application'];
  expect(sameTexts(exchangeEn, exchangeEs).filter((name) => !names.includes(name))).toEqual([]);
});

test('[L1] what the registry refuses in a field is a code that pages word, in English for programs, and as before for HL7', () => {
  const wrong = details({
    firstName: 'Baby',
    birthDate: '2027-01-01',
    phone: '123',
    address: { street: '', city: 'Austin', state: 'ZZ', zip: '7' },
  });
  const problems = [
    ...detailProblems(wrong, '2026-11-30'),
    ...consentProblems({ kind: 'minor', signer: '', signedOn: '2020-01-01' }, '1990-01-01', '2026-11-30'),
    fieldProblem(refusalsEn, 'siteId', 'site-lapsed', '2026-01-02'),
  ];
  expect(problems.map(({ field }) => field)).toEqual([
    ...['firstName', 'birthDate', 'address.street', 'address.state', 'address.zip', 'phone'],
    ...['consent.kind', 'consent.signer', 'siteId'],
  ]);
  for (const problem of problems) {
    expect(fieldText(refusalsEn, problem)).toBe(problem.message);
    expect(fieldText(refusalsEs, problem)).toBeTruthy();
  }
  expect(fieldText(refusalsEs, problems.at(-1)!)).toContain('el 2 de enero de 2026');
  const at = { at: 'PID^1^11', cause: 'address', name: 'Address' } as const;
  const codes = problems.slice(0, 6).map((problem) => faultOf(problem, at).code);
  expect(codes).toEqual([207, 207, 101, 103, 102, 102]);
  expect(faultOf(problems[4]!, at).text).toBe('Address must have 5 digits, or 9.');
});
