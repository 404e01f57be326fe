import { afterAll, beforeAll, expect, test } from 'vitest';
import { immunizations } from '../../../server/applications/immtrac2/records.ts';
import { createImmTrac2 } from '../../../server/applications/immtrac2/server.ts';
import { seedImmTrac2 } from '../../../server/applications/immtrac2/training/training.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import type { Dose } from '../../../shared/applications/immtrac2/fields.ts';
import type { VaccineCodes } from '../../../shared/applications/immtrac2/doses/api.ts';
import { plusDays } from '../../../shared/contract/time.ts';
import { add, agreed, details, dosesIn, fieldsOf, given, read, record, siteId, today } from './registry-steps.ts';
import { clinicStaff, type Started, started, type Visitor } from './started.ts';

let registry: Started;
let visitor: Visitor;
let added = 0;
beforeAll(async () => {
  registry = await started('immtrac2', createImmTrac2, seedImmTrac2);
  visitor = await agreed(registry);
});
afterAll(() => registry.close());

/** A client of this test alone. */
const client = (change: Parameters<typeof details>[0] = {}) => {
  added += 1;
  const letters = String.fromCodePoint(97 + (added % 26), 97 + Math.floor(added / 26));
  return add(visitor, details({ lastName: `Dosis${letters}`, firstName: `Kim${letters}`, ...change }));
};

const varicella = given({ cvx: '21', tradeName: 'VARIVAX', lot: 'V100' });
const told = (cvx: string, change: Partial<Dose> = {}): Dose => ({ cvx, ...change });

test('[I5] six vaccines of one day are recorded together, and a seventh is refused', async () => {
  const id = await client();
  const six = ['03', '21', '83', '20', '10', '49'].map((cvx, at) => told(cvx, { lot: `L${at}` }));
  const history = { historical: 'parent' };
  expect((await record(visitor, id, [...six, told('116')], history)).status).toBe(400);
  expect((await record(visitor, id, six, history)).status).toBe(204);
  expect(new Set(dosesIn(await read(visitor, id))).size).toBe(6);
});

test('[I5] where one of several does not fit, none is recorded and the field is named', async () => {
  const id = await client();
  const answer = await record(visitor, id, [varicella, given({ lot: 'TOO LONG AND WITH SPACES' })]);
  expect([answer.status, fieldsOf(answer)]).toEqual([422, ['doses.1.lot']]);
  expect((await read(visitor, id)).history).toEqual([]);
});

test('[I5] a dose given here needs all that a dose has, and a historical one the vaccine and the date', async () => {
  const id = await client();
  const bare = await record(visitor, id, [told('03')]);
  const needed = ['mvx', 'lot', 'expiration', 'amount', 'route', 'funding', 'eligibility', 'administeredBy'];
  expect(fieldsOf(bare)).toEqual(needed.map((field) => `doses.0.${field}`));
  expect((await record(visitor, id, [told('03')], { historical: 'birth-record', date: '2024-05-01' })).status).toBe(
    204,
  );
  const [group] = (await read(visitor, id)).history;
  expect(group!.immunizations).toMatchObject([{ historical: true, source: 'birth-record', ownership: 'historical' }]);
});

test.each([
  ['a manufacturer that does not make it', { mvx: 'PFR' }, ['doses.0.mvx', 'doses.0.tradeName']],
  ['a trade name of another vaccine', { tradeName: 'VARIVAX' }, ['doses.0.tradeName']],
  ['an NDC of another vaccine', { ndc: '00006-4827-01' }, ['doses.0.ndc']],
  ['an NDC that is none', { ndc: '99999-9999-99' }, ['doses.0.ndc']],
  ['no vaccine', { cvx: '998' }, ['doses.0.cvx']],
  ['a vaccine that is given no more', { cvx: '01', mvx: 'PMC', tradeName: 'none' }, ['doses.0.cvx']],
  ['a shot without its place', { bodySite: undefined }, ['doses.0.bodySite']],
  ['a dose of nothing', { amount: 0 }, ['doses.0.amount']],
  [
    'a statement of a later edition',
    { statements: [{ gdti: '0886983000127', edition: '2027-01-01' }] },
    ['doses.0.statements'],
  ],
] as const)('[I5] by the CDC’s tables it is refused: %s', async (_what, change, fields) => {
  const id = await client();
  const answer = await record(visitor, id, [given(change as Partial<Dose>)]);
  expect([answer.status, fieldsOf(answer)]).toEqual([422, fields]);
});

test('[I5] children’s eligibility is for those younger than 19', async () => {
  const id = await add(visitor, details({ lastName: 'Grown', birthDate: '1990-01-01' }), {
    kind: 'adult',
    signer: 'Robin Grown',
    signedOn: '2026-11-20',
  });
  expect(fieldsOf(await record(visitor, id, [given({ eligibility: 'V02' })]))).toEqual(['doses.0.eligibility']);
});

test.each([
  ['in the future, by the clinic’s day', plusDays(today, 1), ['date']],
  ['before birth', '2023-04-04', ['date']],
])('[I5] a dose with a date %s is refused', async (_what, date, fields) => {
  const id = await client();
  expect(fieldsOf(await record(visitor, id, [told('03')], { date, historical: 'parent' }))).toEqual(fields);
});

test('[I5] a vaccine that had expired is recorded only once somebody confirms that it was given so', async () => {
  const id = await client();
  const expired = given({ expiration: plusDays(today, -1) });
  const answer = await record(visitor, id, [expired]);
  expect(answer.body).toMatchObject({ fields: [{ field: 'doses.0.expiration', code: 'expired' }] });
  expect((await record(visitor, id, [{ ...expired, expiredConfirmed: true }])).status).toBe(204);
  const usable = await client();
  expect((await record(visitor, usable, [given({ expiration: today })])).status).toBe(204);
});

test.each([
  ['the same lot', given(), false],
  ['no lot', told('03'), false],
  ['another lot', given({ lot: 'ANOTHER1' }), true],
  ['another vaccine', varicella, true],
  ['the same in small letters', given({ lot: 'x009911' }), false],
])(
  '[I5] after a dose of that day and family, one with %s is taken for it or for a second',
  async (_what, dose, taken) => {
    const id = await client();
    await record(visitor, id, [given()]);
    const historical = dose.administeredBy === undefined ? { historical: 'parent' } : {};
    const answer = await record(visitor, id, [dose], historical);
    expect(answer.status).toBe(taken ? 204 : 422);
    if (!taken) expect(answer.body).toMatchObject({ fields: [{ field: 'doses.0.cvx', code: 'duplicate' }] });
  },
);

test('[I5] rotavirus and DTaP of one day are two doses, and DTaP with and without its formulation is one', async () => {
  const id = await client();
  const history = { historical: 'parent', date: '2023-06-05' };
  expect((await record(visitor, id, [told('119'), told('20')], history)).status).toBe(204);
  expect((await record(visitor, id, [told('107')], history)).status).toBe(422);
});

test('[I5] two injections of an antibody at different places are two, at one place one', async () => {
  const id = await client();
  const antibody = (bodySite: 'LT' | 'RT') => told('307', { lot: 'N1', bodySite });
  const history = { historical: 'birth-record', date: '2023-10-05' };
  expect((await record(visitor, id, [antibody('LT'), antibody('RT')], history)).status).toBe(204);
  const other = await client();
  expect((await record(visitor, other, [antibody('LT'), antibody('LT')], history)).status).toBe(422);
});

test('[I5] doses of which nobody knows the vaccine are never taken for one', async () => {
  const id = await client();
  const history = { historical: 'parent', date: '2024-01-01' };
  expect((await record(visitor, id, [told('999'), told('999')], history)).status).toBe(204);
  expect(dosesIn(await read(visitor, id))).toHaveLength(2);
});

test('[I5] two who record the same dose at the same moment record it once', async () => {
  const id = await client();
  const answers = await Promise.all([record(visitor, id, [given()]), record(visitor, id, [given()])]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 422]);
});

test('[I5] a refusal needs group, day and reason alone, and is never a dose; a dose of the same day counts', async () => {
  const id = await client();
  const refusal = { date: today, siteId, group: 'MMR', reason: 'parent-or-client' };
  expect((await visitor.post(`/api/clients/${id}/refusals`, refusal)).status).toBe(204);
  expect(await read(visitor, id)).toMatchObject({ history: [], refusals: [{ group: 'MMR', date: today }] });
  expect((await record(visitor, id, [given()])).status).toBe(204);
  const { history, refusals } = await read(visitor, id);
  expect([history.length, refusals.length]).toEqual([1, 1]);
  const unknown = await visitor.post(`/api/clients/${id}/refusals`, {
    ...refusal,
    group: 'none',
    date: plusDays(today, 1),
  });
  expect(fieldsOf(unknown)).toEqual(['date', 'group']);
});

test('[I5] an owned dose is corrected and deleted with a reason; what it was stays in its record', async () => {
  const id = await client();
  await record(visitor, id, [given()]);
  const dose = (await read(visitor, id)).history[0]!.immunizations[0]!;
  const at = `/api/clients/${id}/immunizations/${dose.id}`;
  const corrected = { date: plusDays(today, -1), dose: given({ lot: 'RIGHT1' }), reason: 'wrong lot' };
  expect((await visitor.put(at, { ...corrected, reason: '' })).status).toBe(400);
  expect((await visitor.put(at, corrected)).status).toBe(204);
  expect((await read(visitor, id)).history[0]!.immunizations).toMatchObject([
    { date: corrected.date, dose: { lot: 'RIGHT1' } },
  ]);
  expect((await visitor.post(`${at}/deletion`, { reason: 'not given' })).status).toBe(204);
  expect((await read(visitor, id)).history).toEqual([]);
  expect(await registry.store.collection(immunizations).get(dose.id)).toMatchObject({
    corrections: [{ reason: 'wrong lot', before: { date: today, dose: { lot: 'X009911' } } }],
    deleted: { reason: 'not given' },
  });
});

test('[I5] another site’s dose can be read, and neither corrected nor deleted', async () => {
  const id = await client();
  await record(visitor, id, [given()]);
  const others = await agreed(registry, { ...clinicStaff, accountId: 'other', sites: [trainingSites.pecan] });
  const [dose] = (await read(others, id)).history[0]!.immunizations;
  expect(dose).toMatchObject({ ownership: 'not-owned', own: false, sites: ['Bluebonnet Training Clinic'] });
  const at = `/api/clients/${id}/immunizations/${dose!.id}`;
  expect((await others.put(at, { date: today, dose: given(), reason: 'mine' })).status).toBe(404);
  expect((await others.post(`${at}/deletion`, { reason: 'mine' })).status).toBe(404);
  // Nor does anybody record in another site's name.
  expect(fieldsOf(await record(others, id, [varicella]))).toEqual(['siteId']);
});

test('[I4] each dose says in each of its groups whether it counts, and why not', async () => {
  const id = await client();
  const early = { historical: 'parent', date: '2024-01-05' };
  expect((await record(visitor, id, [told('03'), told('110')], early)).status).toBe(204);
  const { history } = await read(visitor, id);
  const said = history.map(({ name, immunizations: [dose] }) => [name, dose!.evaluations[0]?.status]);
  expect(said).toEqual([
    ['DTaP', 'valid'],
    ['HepB', 'valid'],
    ['MMR', 'not valid'],
    ['Polio', 'valid'],
  ]);
  expect(history[2]!.immunizations[0]!.evaluations).toMatchObject([{ reasons: ['too young'] }]);
});

test('[I4] a reaction stands at its dose, between its day and today', async () => {
  const id = await client();
  await record(visitor, id, [given()]);
  const [dose] = (await read(visitor, id)).history[0]!.immunizations;
  const at = `/api/clients/${id}/immunizations/${dose!.id}/reaction`;
  expect((await visitor.put(at, { kind: 'fever', date: plusDays(today, -1) })).status).toBe(422);
  expect((await visitor.put(at, { kind: 'fever', date: today, note: '39.5' })).status).toBe(204);
  expect((await read(visitor, id)).history[0]!.immunizations[0]).toMatchObject({ reaction: { kind: 'fever' } });
});

test('[I4] vaccines of before, and those of no group, stand in the history with the rest', async () => {
  const id = await client();
  await record(visitor, id, [told('01'), told('86')], { historical: 'other-record', date: '2024-02-02' });
  expect((await read(visitor, id)).history.map(({ name }) => name)).toEqual(['DTaP', 'IG']);
});

test('[I5] dates stay the same after ten saves, at every end of the world', async () => {
  const zone = process.env['TZ'];
  try {
    for (const each of ['Etc/GMT+12', 'Pacific/Kiritimati', 'America/Chicago']) {
      process.env['TZ'] = each;
      const id = await client({ birthDate: '2024-02-29' });
      await record(visitor, id, [given({ expiration: '2028-02-29' })], { date: '2026-03-08' });
      for (let times = 0; times < 10; times += 1) {
        const { details: kept, revision } = await read(visitor, id);
        expect((await visitor.put(`/api/clients/${id}`, { details: kept, revision })).status).toBe(204);
      }
      const { birthDate, history } = await read(visitor, id);
      expect([birthDate, history[0]!.immunizations[0]!.date]).toEqual(['2024-02-29', '2026-03-08']);
      expect(history[0]!.immunizations[0]!.dose.expiration).toBe('2028-02-29');
    }
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

test('[I5] the code tables offer what is given today, each with its statements', async () => {
  const { vaccines, products, statements } = (await visitor.get('/api/vaccine-codes')).body as VaccineCodes;
  const pediarix = vaccines.find(({ cvx }) => cvx === '110');
  expect(pediarix).toMatchObject({ retired: false, statements: ['0886983000035', '0886983000059', '0886983000172'] });
  expect(vaccines.find(({ cvx }) => cvx === '01')).toMatchObject({ retired: true });
  expect(products.some(({ tradeName }) => tradeName === 'M-M-R II')).toBe(true);
  const known = new Set(statements.map(({ gdti }) => gdti));
  expect(vaccines.flatMap((vaccine) => vaccine.statements).filter((gdti) => !known.has(gdti))).toEqual([]);
});
