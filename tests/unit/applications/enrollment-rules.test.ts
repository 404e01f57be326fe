import '../../support/fixed-seed.ts';
import { assert, constant, integer, nat, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesBetween } from '../../../shared/applications/syntropi/answers/answer-changes.ts';
import { isNpi, minutesOf } from '../../../shared/applications/syntropi/answers/answer-formats.ts';
import {
  type Answers,
  childEligibilities,
  type DeliveryDay,
  type FacilityKind,
  LicenseKind,
  type SectionId,
  sectionIds,
} from '../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import {
  licenseForms,
  maySign,
  mistakesIn,
  mistakesOf,
  renewableFrom,
  sectionsOf,
  type Situation,
} from '../../../shared/applications/syntropi/answers/enrollment-rules.ts';
import type { Program } from '../../../shared/applications/programs.ts';
import { complete, situation } from './enrollment-answers.ts';

const fieldsOf = (section: SectionId, answers: Answers, more: Partial<Situation> = {}) =>
  mistakesOf(section, answers, { ...situation, ...more }).map(({ field }) => field);

test('[Y1] an enrollment with everything that is asked has nothing missing', () => {
  expect(mistakesIn(complete, situation)).toEqual([]);
});

test('[Y1] of an empty one only the registration is asked, and with it every section names what it lacks', () => {
  expect(mistakesIn({}, situation)).toEqual([
    { section: 'registration', field: 'registered', code: 'needed', message: 'is needed' },
  ]);
  const { registration } = complete;
  const missing = new Set(mistakesIn({ registration }, situation).map(({ section }) => section));
  expect([...missing]).toEqual(['programs', 'facility', 'hours', 'storage', 'coordinators', 'clinician']);
});

describe('sections that appear by the answers', () => {
  test('[Y1] nothing is asked of a site that is not in ImmTrac2', () => {
    const answers = { ...complete, registration: { registered: false } };
    expect(sectionsOf(answers)).toEqual(['registration']);
    expect(mistakesIn(answers, situation).map(({ field }) => field)).toEqual(['registered']);
  });

  test.each([
    ['fqhc', true],
    ['rhc', true],
    ['private-practice', false],
    ['pharmacy', false],
  ] as const)('[Y1] a facility of kind %s is asked for its letter: %s', (kind, asked) => {
    const answers = { ...complete, facility: { ...complete.facility, kind } };
    expect(sectionsOf(answers).includes('letter')).toBe(asked);
    expect(mistakesIn(answers, situation).some(({ section }) => section === 'letter')).toBe(asked);
    expect(mistakesIn(answers, { ...situation, hasLetter: true })).toEqual([]);
  });

  test.each<[Program[], string[]]>([
    [['TVFC'], []],
    [['ASN'], ['adults']],
    [['COVID-19'], ['adults']],
  ])('[Y1] for %s the people that a site serves are asked by group', (programs, more) => {
    const fields = fieldsOf('population', { ...complete, programs: { programs } });
    expect([...new Set(fields.map((field) => field.split('.')[0]!))]).toEqual(more);
  });
});

test('[Y1] the registry’s ID has to be this site’s, and the agreement no later than today', () => {
  const registration = { ...complete.registration, registryId: '0009990001', agreementOn: '2026-11-23' };
  expect(fieldsOf('registration', { registration })).toEqual(['registryId', 'agreementOn']);
});

test('[Y4] a program that is enrolled is renewed within its window alone, and after a lapse', () => {
  const withUntil = (until: string) => fieldsOf('programs', complete, { enrolledUntil: { TVFC: until } });
  expect(renewableFrom('2027-01-21')).toBe('2026-11-22');
  expect(withUntil('2027-01-21')).toEqual([]);
  expect(withUntil('2027-01-22')).toEqual(['programs']);
  expect(withUntil('2026-10-01')).toEqual([]);
});

test('[Y1] an address is in Texas, and phone, fax and email have their form', () => {
  const wrong = { zip: '10001', phone: '555-0140', fax: 'none', email: 'nobody' };
  expect(fieldsOf('facility', { ...complete, facility: { ...complete.facility, ...wrong } })).toEqual(
    Object.keys(wrong),
  );
  for (const zip of ['75001', '79999', '88510', '78703-1234']) {
    expect(fieldsOf('facility', { ...complete, facility: { ...complete.facility, zip } }), zip).toEqual([]);
  }
});

describe('delivery hours', () => {
  const hours = (tuesday: DeliveryDay) => fieldsOf('hours', { ...complete, hours: { tuesday } });

  test.each<[DeliveryDay, string[]]>([
    [{ from: '8:00', to: '12:00' }, []],
    [{ from: '8:00', to: '25:00' }, ['tuesday.to']],
    [{ from: '8', to: '17:00' }, ['tuesday.from']],
    [{ from: '17:00', to: '8:00' }, ['tuesday.to']],
    [{ from: '8:00' }, ['tuesday.to']],
    [{ from: '8:00', to: '17:00', lunchFrom: '12:00' }, ['tuesday.lunchTo']],
    [{ from: '8:00', to: '17:00', lunchFrom: '13:00', lunchTo: '12:00' }, ['tuesday.lunchTo']],
    [{ from: '8:00', to: '17:00', lunchFrom: '7:00', lunchTo: '7:30' }, ['tuesday.lunchFrom']],
    [{ from: '8:00', to: '17:00', lunchFrom: '16:00', lunchTo: '17:00' }, ['tuesday.lunchTo']],
    [{ lunchFrom: '12:00', lunchTo: '13:00' }, ['tuesday.from', 'tuesday.to']],
  ])('[Y1] %j is refused at %j', (day, fields) => {
    // Where nothing is left of the day, that is said at its beginning as well.
    const found = hours(day).filter((field) => field !== 'tuesday.from' || fields.includes(field));
    expect([...new Set(found)]).toEqual(fields);
  });

  test('[Y1] need four hours in a row on one day besides Monday', () => {
    const monday = { from: '8:00', to: '17:00' };
    expect(fieldsOf('hours', { ...complete, hours: { monday } })).toEqual(['tuesday.from']);
    expect(hours({ from: '8:00', to: '13:00', lunchFrom: '10:00', lunchTo: '10:30' })).toEqual(['tuesday.from']);
    expect(hours({ from: '8:00', to: '13:00', lunchFrom: '12:00', lunchTo: '12:30' })).toEqual([]);
  });

  test('[Y1] every time of a day reads as its minutes, and nothing else as a time', () => {
    assert(
      property(integer({ min: 0, max: 1439 }), (minutes) => {
        const text = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
        expect(minutesOf(text)).toBe(minutes);
      }),
    );
    for (const text of ['24:00', '8:60', '8', '', '-1:00', '8:0', undefined]) expect(minutesOf(text)).toBeUndefined();
  });
});

describe('the people whom a site serves', () => {
  const counts = record(
    Object.fromEntries(
      childEligibilities.map((id) => [id, id === 'underinsured' ? constant(0) : nat(10_000)]),
    ) as Record<(typeof childEligibilities)[number], ReturnType<typeof nat>>,
  );

  test('[Y1] whose groups add up to the total are taken, and any other total is refused with the right one', () => {
    assert(
      property(counts, integer({ min: 1, max: 50 }), (given, off) => {
        const sum = Object.values(given).reduce((all, each) => all + each, 0);
        const population = (total: number) => ({ ...complete.population, under1: { ...given, total } });
        expect(mistakesOf('population', { ...complete, population: population(sum) }, situation)).toEqual([]);
        expect(mistakesOf('population', { ...complete, population: population(sum + off) }, situation)).toEqual([
          expect.objectContaining({ field: 'under1.total', message: expect.stringContaining(String(sum)) as string }),
        ]);
      }),
    );
  });

  test('[Y1] count the underinsured as eligible at health centers alone', () => {
    const under1 = { ...complete.population.under1, underinsured: 2, otherUnderinsured: 0 };
    const answers = (kind: FacilityKind) => ({
      ...complete,
      facility: { ...complete.facility, kind },
      population: { ...complete.population, under1 },
    });
    expect(fieldsOf('population', answers('hospital'))).toEqual(['under1.underinsured']);
    expect(fieldsOf('population', answers('rhc'))).toEqual([]);
  });
});

describe('a storage unit', () => {
  const [unit] = complete.storage.units;
  const withUnit = (more: object) => fieldsOf('storage', { storage: { units: [{ ...unit, ...more }] } });

  test.each([
    ['that is dormitory-style', { kind: 'dormitory' }, ['units.0.kind']],
    ['without a logger', { logger: ' ' }, ['units.0.logger']],
    ['calibrated tomorrow', { calibratedOn: '2026-11-23' }, ['units.0.calibratedOn']],
    ['whose certificate is over', { calibrationDue: '2026-11-21' }, ['units.0.calibrationDue']],
    ['whose certificate ends today', { calibrationDue: '2026-11-22' }, []],
    ['whose certificate is of more than three years', { calibrationDue: '2029-02-02' }, ['units.0.calibrationDue']],
  ])('[Y1] %s is judged by its fields', (_what, more, fields) => {
    expect(withUnit(more)).toEqual(fields);
  });

  test('[Y1] is needed, and has a logger that no other has', () => {
    expect(fieldsOf('storage', { storage: { units: [] } })).toEqual(['units']);
    const second = { ...unit, name: 'Another', logger: 'ddl-1 ' };
    expect(fieldsOf('storage', { storage: { units: [unit, second] } })).toEqual(['units.1.logger']);
  });
});

test('[Y3] coordinators are two people with emails of their own who were trained this year', () => {
  const { primary, secondary } = complete.coordinators;
  const fields = (more: object) =>
    fieldsOf('coordinators', { coordinators: { primary, secondary: { ...secondary, ...more } } });
  expect(fields({ email: 'JO@training.example' })).toEqual(['secondary.email']);
  expect(fields({ trainedOn: '2025-12-31' })).toEqual(['secondary.trainedOn']);
  expect(fields({ trainedOn: '2026-11-23' })).toEqual(['secondary.trainedOn']);
  expect(fields({ phone: '12', name: '' })).toEqual(['secondary.name', 'secondary.phone']);
});

describe('the signing clinician', () => {
  const withClinician = (more: object, programs: Program[] = ['TVFC']) =>
    fieldsOf('clinician', { programs: { programs }, clinician: { ...complete.clinician, ...more } });

  test.each(Object.keys(maySign) as LicenseKind[])(
    '[Y1] with a license of kind %s signs for what it allows',
    (license) => {
      const number = licenseForms[license].example;
      for (const program of ['COVID-19', 'TVFC', 'ASN'] as const) {
        const may = maySign[license].includes(program);
        expect(withClinician({ license, number }, [program]), program).toEqual(may ? [] : ['license']);
      }
    },
  );

  test('[Y1] who is a pharmacist signs for adults alone, and nurses without prescriptive authority sign nothing', () => {
    expect(maySign.rph).toEqual(['ASN']);
    expect([...maySign.rn, ...maySign.lvn]).toEqual([]);
    expect(withClinician({ license: 'rph', number: '12345' }, ['ASN', 'TVFC'])).toEqual(['license']);
  });

  test('[Y1] has a license in the form of its board that is not over', () => {
    expect(withClinician({ number: 'AP123456' })).toEqual(['number']);
    expect(withClinician({ number: ' k1234 ' })).toEqual([]);
    expect(withClinician({ expiresOn: '2026-11-21' })).toEqual(['expiresOn']);
    for (const kind of Object.keys(licenseForms) as LicenseKind[]) {
      expect(licenseForms[kind].example).toMatch(licenseForms[kind].pattern);
    }
  });

  test('[Y1] has an NPI whose last digit checks the others: one wrong digit is found', () => {
    expect(isNpi('1234567893')).toBe(true);
    expect(isNpi('3234567893')).toBe(false);
    assert(
      property(integer({ min: 0, max: 9 }), integer({ min: 1, max: 9 }), (place, off) => {
        const digits = '1234567893'.split('').map(Number);
        digits[place] = (digits[place]! + off) % 10;
        expect(isNpi(digits.join(''))).toBe(false);
      }),
    );
    expect(withClinician({ npi: '1234567890' })).toEqual(['npi']);
  });
});

describe('what changed', () => {
  test('[Y2] is told field by field with before and after, and of secret ones that they changed', () => {
    const after = {
      ...complete,
      hours: { ...complete.hours, monday: { from: '9:00', to: '17:00' } },
      clinician: { ...complete.clinician, number: 'K9999' },
    };
    expect(changesBetween(complete, after)).toEqual([
      { field: 'hours.monday.from', before: '8:00', after: '9:00' },
      { field: 'hours.monday.lunchFrom', before: '12:00' },
      { field: 'hours.monday.lunchTo', before: '13:00' },
      { field: 'clinician.number' },
    ]);
  });

  test('[Y2] is nothing between the same answers, and everything from nothing to them', () => {
    expect(changesBetween(complete, structuredClone(complete) as Answers)).toEqual([]);
    const sections = new Set(changesBetween({}, complete).map(({ field }) => field.split('.')[0]!));
    expect([...sections]).toEqual(sectionIds.filter((id) => id !== 'letter'));
  });
});
