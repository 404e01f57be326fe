import { expect, test } from 'vitest';
import { mistakesIn } from '../../../shared/applications/syntropi/answers/enrollment-rules.ts';
import { syntropiEn } from '../../../shared/applications/syntropi/texts/en.ts';
import { syntropiEs } from '../../../shared/applications/syntropi/texts/es.ts';
import { fieldText } from '../../../shared/contract/field-texts.ts';
import { sameTexts } from '../../support/same-texts.ts';

test('[L1] no text of Syntropi was left in English in Spanish', () => {
  // Names of programs and of the portal, and what is spelled alike.
  expect(sameTexts(syntropiEn, syntropiEs)).toEqual([
    'organization.pin',
    'organization.program.COVID-19',
    'enrollment.form.no',
    'enrollment.facility.kinds.hospital',
    'enrollment.population.total',
    'enrollment.population.child.medicaid',
    'enrollment.population.child.chip',
    'enrollment.ask.wayBack',
  ]);
});

test('[L1] what an enrollment lacks is said in Spanish, with what it depends on', () => {
  const situation = { day: '2026-11-30', siteId: '0009990003', hasLetter: false, enrolledUntil: {} };
  const registration = { registered: true, registryId: '0009990003', agreementOn: '2026-11-30' };
  const clinician = { license: 'rph', number: 'K1234' } as const;
  const answers = { registration, clinician, programs: { programs: ['TVFC' as const, 'COVID-19' as const] } };
  const ofClinician = mistakesIn(answers, situation).filter(({ section }) => section === 'clinician');
  expect(ofClinician.map((mistake) => `${mistake.field}: ${fieldText(syntropiEs.refusals, mistake)}`)).toEqual([
    'name: este dato es necesario',
    'license: debe ser una que permita firmar para TVFC y COVID-19',
    'number: debe tener la forma de esta licencia, por ejemplo 12345',
    'expiresOn: este dato es necesario',
    'npi: este dato es necesario',
  ]);
});
