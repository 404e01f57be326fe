import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Organizations } from '../../../shared/applications/syntropi/organizations/api.ts';
import { answeredSections, type Answers } from '../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import type {
  EnrollmentForm,
  EnrollmentSummary,
  HistoryEntry,
} from '../../../shared/applications/syntropi/enrollment/api.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { ProblemDetails } from '../../../shared/contract/problems.ts';
import { enrollments, letters } from '../../../server/applications/syntropi/enrollment/enrollment-records.ts';
import { letterFile } from '../../../server/applications/syntropi/letters/letters.ts';
import { sites } from '../../../server/applications/syntropi/records.ts';
import { createSyntropi } from '../../../server/applications/syntropi/server.ts';
import { seedSyntropi } from '../../../server/applications/syntropi/training/training.ts';
import type { Caller } from '../../../server/applications/platform/relying-party/session.ts';
import { complete } from './enrollment-answers.ts';
import { clinicStaff, type Started, started, type Visitor } from './started.ts';

let syntropi: Started;
beforeAll(async () => {
  syntropi = await started('syntropi', createSyntropi, seedSyntropi);
}, 30_000);
afterAll(() => syntropi.close());

const reviewer: Caller = {
  ...clinicStaff,
  accountId: 'reviewer',
  name: 'Sam Reviewer',
  roles: ['state-reviewer'],
  sites: [],
};

let siteCount = 0;

/** A site that nobody has enrolled, and its people. */
async function newSite() {
  siteCount += 1;
  const site = { id: `00088${String(siteCount).padStart(5, '0')}`, name: `Clinic ${siteCount}` };
  const staff: Caller = { ...clinicStaff, accountId: `staff-${siteCount}`, name: 'Pat Staff', sites: [site] };
  const signer: Caller = {
    ...staff,
    accountId: `signer-${siteCount}`,
    name: 'Robin Signer',
    roles: ['authorized-signer'],
  };
  return { site, staff: await syntropi.as(staff), signer: await syntropi.as(signer) };
}

async function begun(more: Answers = {}) {
  const people = await newSite();
  const { id } = (await people.staff.post('/api/enrollment-forms', { site: people.site.id })).body as { id: string };
  const at = `/api/enrollment-forms/${id}`;
  const answers: Answers = {
    ...complete,
    registration: { ...complete.registration, registryId: people.site.id },
    facility: { ...complete.facility, organization: people.site.name, name: people.site.name },
    ...more,
  };
  return { ...people, id, at, answers };
}

async function answerAll(visitor: Visitor, at: string, answers: Answers) {
  for (const section of answeredSections) {
    const { revisions } = (await visitor.get(at)).body as EnrollmentForm;
    const body = { section, revision: revisions[section] ?? 0, answers: { [section]: answers[section] } };
    expect((await visitor.put(`${at}/answers`, body)).status).toBe(200);
  }
}

const signature = { signature: 'robin  signer', agreement: 1 };

async function submitted(more: Answers = {}) {
  const enrollment = await begun(more);
  await answerAll(enrollment.staff, enrollment.at, enrollment.answers);
  const answer = await enrollment.signer.post(`${enrollment.at}/submission`, signature);
  expect(answer.status).toBe(200);
  return { ...enrollment, confirmation: (answer.body as { confirmation: string }).confirmation };
}

const reviewOf = (id: string, decision: string) => `/api/enrollment-reviews/${id}/${decision}`;

async function approved(more: Answers = {}) {
  const enrollment = await submitted(more);
  const answer = await (await syntropi.as(reviewer)).post(reviewOf(enrollment.id, 'approval'), {});
  expect(answer.status).toBe(200);
  return { ...enrollment, pin: (answer.body as { pin: string }).pin };
}

const formAt = async (visitor: Visitor, at: string) => (await visitor.get(at)).body as EnrollmentForm;
const fieldsOf = (answer: { body: unknown }) => (answer.body as ProblemDetails).fields?.map(({ field }) => field);

describe('a draft', () => {
  test('[Y1] is begun once for a site, and several of its people go on with it', async () => {
    const { staff, signer, site, id, at } = await begun();
    expect(((await signer.post('/api/enrollment-forms', { site: site.id })).body as { id: string }).id).toBe(id);
    const body = { section: 'facility', revision: 0, answers: { facility: { name: 'Half a name' } } };
    expect((await staff.put(`${at}/answers`, body)).body).toEqual({ revision: 1 });
    expect((await formAt(signer, at)).answers.facility?.name).toBe('Half a name');
    // The answer was lost, and it comes again.
    expect((await staff.put(`${at}/answers`, body)).body).toEqual({ revision: 1 });
  });

  test('[Y1] that somebody else has saved meanwhile is refused with what changed and by whom, and nothing is lost', async () => {
    const { staff, signer, at } = await begun();
    const save = (visitor: Visitor, revision: number, monday: object) =>
      visitor.put(`${at}/answers`, { section: 'hours', revision, answers: { hours: { monday } } });
    expect((await save(signer, 0, { from: '8:00', to: '17:00' })).status).toBe(200);
    const refused = await save(staff, 0, { from: '9:00' });
    expect(refused.status).toBe(409);
    expect((refused.body as ProblemDetails).fields).toEqual([
      expect.objectContaining({ field: 'monday.from', message: 'was changed by Robin Signer to “8:00”' }),
      expect.objectContaining({ field: 'monday.to', message: 'was changed by Robin Signer to “17:00”' }),
    ]);
    expect((await formAt(staff, at)).answers.hours).toEqual({ monday: { from: '8:00', to: '17:00' } });
    expect((await save(staff, 1, { from: '9:00' })).status).toBe(200);
  });

  test('[S2] is its site’s alone: nobody else learns that there is one, the State’s reviewer neither', async () => {
    const { at, site } = await begun();
    const other = (await newSite()).staff;
    for (const visitor of [other, await syntropi.as(reviewer)]) {
      expect((await visitor.get(at)).status).toBe(404);
      expect((await visitor.get(`${at}/history`)).status).toBe(404);
      expect((await visitor.put(`${at}/answers`, { section: 'hours', revision: 0, answers: {} })).status).toBe(404);
    }
    expect((await syntropi.stranger.get(at)).status).toBe(401);
    expect((await other.post('/api/enrollment-forms', { site: site.id })).status).toBe(403);
  });

  test('[Y1] has bounds on each answer, and takes one section at a time', async () => {
    const { staff, at } = await begun();
    const save = (answers: object) => staff.put(`${at}/answers`, { section: 'facility', revision: 0, answers });
    expect((await save({ facility: { name: 'x'.repeat(201) } })).status).toBe(400);
    expect((await save({ facility: { unknown: 'x' } })).status).toBe(400);
    expect(fieldsOf(await save({ facility: {}, hours: {} }))).toEqual(['answers.hours']);
    const units = Array.from({ length: limits.enrollment.storageUnits + 1 }, () => ({}));
    expect(
      (await staff.put(`${at}/answers`, { section: 'storage', revision: 0, answers: { storage: { units } } })).status,
    ).toBe(400);
  });

  test('[Y1] is submitted with everything in it alone: what is missing is named by section and field', async () => {
    const { signer, at } = await begun();
    expect(fieldsOf(await signer.post(`${at}/submission`, signature))).toEqual([
      'registration.registered',
      'signature',
    ]);
  });

  test('[Y1] is signed by the site’s Authorized Signer, with the name of the clinician in it', async () => {
    const { staff, signer, at, answers } = await begun();
    await answerAll(staff, at, answers);
    expect((await staff.post(`${at}/submission`, signature)).status).toBe(403);
    expect(fieldsOf(await signer.post(`${at}/submission`, { ...signature, signature: 'Somebody Else' }))).toEqual([
      'signature',
    ]);
    expect((await signer.post(`${at}/submission`, { ...signature, agreement: 0 })).status).toBe(400);
    expect((await formAt(staff, at)).status).toBe('draft');
  });
});

describe('a letter', () => {
  const pdf = Buffer.from(`%PDF-1.7\n${'x'.repeat(40)}secret words of a letter\n%%EOF\n`);
  const png = Buffer.concat([
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    Buffer.from('x'.repeat(20)),
    Buffer.from('0000000049454e44ae426082', 'hex'),
  ]);
  const jpeg = Buffer.from('ffd8ffe000104a46494600ffd9', 'hex');
  const sent = (content: Buffer, type = 'application/pdf', name = 'letter.pdf') => ({
    name,
    type,
    content: content.toString('base64'),
  });

  test.each([
    ['application/pdf', pdf, 'letter.pdf'],
    ['image/png', png, 'letter.png'],
    ['image/jpeg', jpeg, 'letter.jpg'],
  ])('[Y1] of type %s comes back as it was, to be saved and never shown or run', async (type, content, fileName) => {
    const { staff, at, id } = await begun();
    expect((await staff.put(`${at}/letter`, sent(content, type, '../<b>"my letter'))).status).toBe(204);
    expect((await formAt(staff, at)).letter).toMatchObject({ name: '<b>"my letter', bytes: content.length });
    expect((await letterFile(syntropi, id))!.content).toEqual(content);
    const { status, headers } = await staff.get(`${at}/letter`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': type,
      'content-length': String(content.length),
      'content-disposition': `attachment; filename="${fileName}"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    });
  });

  test.each([
    ['a page that calls itself a PDF', Buffer.from('<script>alert(1)</script>'), 'application/pdf'],
    ['a PDF that calls itself a picture', pdf, 'image/png'],
    ['a PDF that ends too early', pdf.subarray(0, 30), 'application/pdf'],
    ['a PDF with something before it', Buffer.concat([Buffer.from('<html>'), pdf]), 'application/pdf'],
    ['a picture without its end', png.subarray(0, 30), 'image/png'],
    ['a photograph without its end', jpeg.subarray(0, 6), 'image/jpeg'],
  ])('[Y1] that is %s is refused', async (_what, content, type) => {
    const { staff, at } = await begun();
    expect(fieldsOf(await staff.put(`${at}/letter`, sent(content, type)))).toEqual(['content']);
    expect((await staff.get(`${at}/letter`)).status).toBe(404);
  });

  test('[Y1] is of another type or too large: neither is taken', async () => {
    const { staff, at } = await begun();
    expect((await staff.put(`${at}/letter`, sent(pdf, 'image/svg+xml'))).status).toBe(400);
    const large = Buffer.concat([
      Buffer.from('%PDF-1.7'),
      Buffer.alloc(limits.enrollment.letterBytes),
      Buffer.from('%%EOF'),
    ]);
    expect([400, 413]).toContain((await staff.put(`${at}/letter`, sent(large))).status);
    expect((await syntropi.store.collection(letters).list()).every(({ content }) => content.length < 1000)).toBe(true);
  });

  test('[Y1] is its site’s and its reviewers’, and is deleted with its draft', async () => {
    const { staff, signer, at, id } = await begun();
    await staff.put(`${at}/letter`, sent(pdf));
    expect((await (await newSite()).staff.get(`${at}/letter`)).status).toBe(404);
    expect((await staff.delete(at)).status).toBe(403);
    expect((await signer.delete(at)).status).toBe(204);
    expect(await syntropi.store.collection(letters).get(id)).toBeUndefined();
    expect((await staff.get(at)).status).toBe(404);
  });

  test('[Y1] of a health center is needed before it can be submitted', async () => {
    const { signer, staff, at, answers } = await begun({ facility: { ...complete.facility, kind: 'fqhc' } });
    await answerAll(staff, at, answers);
    expect(fieldsOf(await signer.post(`${at}/submission`, signature))).toEqual(['letter.letter']);
    await staff.put(`${at}/letter`, sent(pdf));
    expect((await signer.post(`${at}/submission`, signature)).status).toBe(200);
    expect((await (await syntropi.as(reviewer)).get(`${at}/letter`)).status).toBe(200);
    // What the State looks at stays as it was signed.
    expect((await staff.delete(`${at}/letter`)).status).toBe(409);
  });
});

describe('the State', () => {
  test('[Y2] sees what was submitted, returns it with comments, and what was changed is submitted again', async () => {
    const { staff, signer, at, id } = await submitted();
    const state = await syntropi.as(reviewer);
    const listed = ((await state.get('/api/enrollment-reviews')).body as { enrollments: EnrollmentSummary[] })
      .enrollments;
    expect(listed).toContainEqual(expect.objectContaining({ id, status: 'submitted' }));
    expect((await formAt(state, at)).mayReview).toBe(true);
    expect((await formAt(staff, at)).mayEdit).toBe(false);
    expect((await staff.put(`${at}/answers`, { section: 'hours', revision: 1, answers: { hours: {} } })).status).toBe(
      409,
    );

    expect((await state.post(reviewOf(id, 'return'), { comments: [] })).status).toBe(400);
    expect(
      fieldsOf(await state.post(reviewOf(id, 'return'), { comments: [{ section: 'letter', comment: 'Where?' }] })),
    ).toEqual(['comments.0.section']);
    const comments = [{ section: 'hours', comment: 'Are you open on Fridays?' }];
    expect((await state.post(reviewOf(id, 'return'), { comments })).status).toBe(204);
    expect(await formAt(staff, at)).toMatchObject({ status: 'returned', comments, mayEdit: true });

    const hours = { ...complete.hours, friday: { from: '8:00', to: '12:00' } };
    expect((await staff.put(`${at}/answers`, { section: 'hours', revision: 1, answers: { hours } })).status).toBe(200);
    expect((await signer.post(`${at}/submission`, signature)).status).toBe(200);
    expect(await formAt(state, at)).toMatchObject({ status: 'submitted', comments: [] });
  });

  test('[Y2] approves it: the site has a PIN of six digits that is told once, a year, its units and its coordinators', async () => {
    const { staff, at, pin, site, id } = await approved();
    expect(pin).toMatch(/^[1-9]\d{5}$/);
    const form = await formAt(staff, at);
    expect(form).toMatchObject({ status: 'approved', renewBy: '2027-11-21', mayEdit: false });
    expect(JSON.stringify(form)).not.toContain(pin);
    const [own] = ((await staff.get('/api/organizations')).body as Organizations).organizations;
    expect(own).toMatchObject({
      name: site.name,
      pin,
      signer: 'Robin Signer, MD',
      enrolments: [{ program: 'TVFC', status: 'approved', enrolledOn: '2026-11-22', renewBy: '2027-11-21' }],
      sites: [{ id: site.id, address: '300 Practice Road, Austin, TX 78703' }],
      coordinators: [
        { role: 'primary', name: 'Jo One' },
        { role: 'secondary', name: 'Al Two' },
      ],
    });
    expect(own!.storageUnits.map(({ logger }) => logger)).toEqual(['DDL-1', 'DDL-2']);
    expect((await (await syntropi.as(reviewer)).post(reviewOf(id, 'approval'), {})).status).toBe(409);
  });

  test('[Y2] decides by its reviewers alone, and by none who works for the site', async () => {
    const { staff, signer, id, site } = await submitted();
    for (const visitor of [staff, signer]) {
      expect((await visitor.post(reviewOf(id, 'approval'), {})).status).toBe(403);
      expect((await visitor.get('/api/enrollment-reviews')).status).toBe(403);
    }
    const partial = await syntropi.as({ ...reviewer, accountId: 'partial', sites: [site] });
    expect((await partial.post(reviewOf(id, 'approval'), {})).status).toBe(403);
    expect((await partial.get(`/api/enrollment-forms/${id}`)).body).toMatchObject({ mayReview: false });
  });

  test('[Y2] no longer decides on what its site has withdrawn, and the site may begin another', async () => {
    const { staff, signer, at, id, site } = await submitted();
    expect((await staff.post(`${at}/withdrawal`, {})).status).toBe(403);
    expect((await signer.post(`${at}/withdrawal`, {})).status).toBe(204);
    expect((await (await syntropi.as(reviewer)).post(reviewOf(id, 'approval'), {})).status).toBe(409);
    const next = (await staff.post('/api/enrollment-forms', { site: site.id })).body as { id: string };
    expect(next.id).not.toBe(id);
  });

  test('[Y2] approves nothing that no longer fits, such as a license that has run out since it was signed', async () => {
    const { id, at, staff } = await submitted();
    await syntropi.store.collection(enrollments).update(id, (record) => ({
      ...record,
      answers: { ...record.answers, clinician: { ...record.answers.clinician, expiresOn: '2026-11-21' } },
    }));
    const refused = await (await syntropi.as(reviewer)).post(reviewOf(id, 'approval'), {});
    expect(fieldsOf(refused)).toEqual(['clinician.expiresOn']);
    expect((await formAt(staff, at)).status).toBe('submitted');
  });

  test('[Y2] gives no PIN twice', async () => {
    const pins = [await approved(), await approved(), await approved()].map(({ pin }) => pin);
    expect(new Set(pins).size).toBe(pins.length);
  });
});

test('[Y2] the history says who changed which answer when, before and after, and nothing of what is secret', async () => {
  const { staff, at } = await approved();
  const { entries } = (await staff.get(`${at}/history`)).body as { entries: HistoryEntry[] };
  expect(entries.map(({ what }) => what).toSorted()).toEqual(
    ['started', ...answeredSections.map(() => 'saved'), 'submitted', 'approved'].toSorted(),
  );
  const hours = entries.find(({ section }) => section === 'hours')!;
  expect(hours).toMatchObject({
    by: 'Pat Staff',
    changes: expect.arrayContaining([{ field: 'hours.monday.from', after: '8:00' }]) as unknown,
  });
  const text = JSON.stringify(entries);
  for (const secret of ['K1234', '1234567893']) expect(text).not.toContain(secret);
  expect(text).toContain('clinician.npi');
});

describe('renewal', () => {
  test('[Y4] begins with last year’s answers but for what is of one year, and the comparison has what it was', async () => {
    const { staff, at, id, site } = await approved();
    expect((await staff.post('/api/enrollment-forms', { site: site.id })).status).toBe(200);
    const [own] = ((await staff.get('/api/enrollment-forms')).body as { sites: { underWay?: string }[] }).sites;
    const next = await formAt(staff, `/api/enrollment-forms/${own!.underWay}`);
    expect(next.isRenewal).toBe(true);
    expect(next.answers.facility).toEqual((await formAt(staff, at)).answers.facility);
    expect(next.answers.population).toBeUndefined();
    expect(next.answers.coordinators?.primary).toEqual({
      name: 'Jo One',
      email: 'jo@training.example',
      phone: '512-555-0161',
    });
    expect(next.lastYear?.population).toEqual(complete.population);
    expect(next.enrolledUntil).toEqual({ TVFC: '2027-11-21' });
    expect(id).not.toBe(next.id);
  });

  test('[Y4] is approved from the end of the year before, keeps the PIN, and takes its place', async () => {
    const { staff, signer, at, pin, site, id } = await approved();
    // Sixty days before its end.
    const enrolments = [
      { program: 'TVFC', status: 'approved', enrolledOn: '2026-01-22', renewBy: '2027-01-21' },
    ] as const;
    await syntropi.store.collection(sites).update(site.id, (record) => ({ ...record, enrolments }));
    const next = (await staff.post('/api/enrollment-forms', { site: site.id })).body as { id: string };
    const nextAt = `/api/enrollment-forms/${next.id}`;
    await answerAll(staff, nextAt, (await formAt(staff, at)).answers);
    expect((await signer.post(`${nextAt}/submission`, signature)).status).toBe(200);
    expect((await (await syntropi.as(reviewer)).post(reviewOf(next.id, 'approval'), {})).body).toEqual({});
    expect(await formAt(staff, nextAt)).toMatchObject({ renewBy: '2028-01-21', isRenewal: true });
    const list = (await staff.get('/api/enrollment-forms')).body as {
      enrollments: EnrollmentSummary[];
      sites: object[];
    };
    expect(list.enrollments.map((each) => each.id)).toEqual([next.id]);
    expect(list.sites).toEqual([
      expect.objectContaining({
        programs: expect.arrayContaining([
          { program: 'TVFC', status: 'approved', renewBy: '2028-01-21', renewableFrom: '2027-11-22' },
        ]) as unknown,
      }),
    ]);
    const [own] = ((await staff.get('/api/organizations')).body as Organizations).organizations;
    expect(own!.pin).toBe(pin);
    expect(await syntropi.store.collection(enrollments).get(id)).toMatchObject({ status: 'approved' });
  });
});

describe('whoever waits', () => {
  const ask = (number: string, email: string) => syntropi.stranger.post('/api/enrollment-status', { number, email });

  test('[Y5] asks without signing in, by confirmation number or PIN, and is told state and dates alone', async () => {
    const { confirmation, pin } = await approved();
    const expected = { status: 'approved', since: '2026-11-22', renewBy: '2027-11-21' };
    expect((await ask(` ${confirmation.toLowerCase()}`, 'Juniper@Training.example')).body).toEqual(expected);
    expect((await ask(pin, 'jo@training.example')).body).toEqual(expected);
    const waiting = await submitted();
    expect((await ask(waiting.confirmation, 'al@training.example')).body).toEqual({
      status: 'submitted',
      since: '2026-11-22',
    });
  });

  test('[Y5] is answered alike whether the number or the email is wrong', async () => {
    const { pin } = await approved();
    const without = ({ body, status }: Awaited<ReturnType<typeof ask>>) => {
      const { instance: _, ...said } = body as ProblemDetails;
      return { status, said };
    };
    const wrongEmail = without(await ask(pin, 'somebody@training.example'));
    expect(wrongEmail.status).toBe(404);
    expect(without(await ask('100000', 'jo@training.example'))).toEqual(wrongEmail);
  });

  test('[Y5] has so many tries with one number, whether or not it is anybody’s, and then none with the right email either', async () => {
    const { pin } = await approved();
    const statuses = new Map<string, number[]>();
    for (const number of [pin, '200000']) {
      const all: number[] = [];
      for (let tries = 0; tries <= limits.enrollment.status.perNumber; tries++) {
        all.push(
          (await syntropi.stranger.post('/api/enrollment-status', { number, email: 'wrong@training.example' })).status,
        );
      }
      statuses.set(number, all);
    }
    expect(statuses.get(pin)).toEqual(statuses.get('200000'));
    expect(statuses.get(pin)!.at(-1)).toBe(429);
    expect((await ask(pin, 'jo@training.example')).status).toBe(429);
  });
});

describe('the audit trail', () => {
  const since = (from: number) => syntropi.trail.recorded.slice(from) as { event: string; about: object }[];

  test('[Y2][R4] has each move of an enrollment, by the ids of the enrollment and its site, and nothing that was refused', async () => {
    const from = syntropi.trail.recorded.length;
    const { staff, signer, site, id, at, answers } = await begun();
    await staff.post('/api/enrollment-forms', { site: site.id });
    expect((await signer.post(`${at}/submission`, signature)).status).toBe(400);
    await answerAll(staff, at, answers);
    expect((await signer.post(`${at}/submission`, signature)).status).toBe(200);
    const state = await syntropi.as(reviewer);
    const comments = [{ section: 'hours', comment: 'Which door?' }];
    expect((await state.post(reviewOf(id, 'return'), { comments })).status).toBe(204);
    expect((await state.post(reviewOf(id, 'approval'), {})).status).toBe(409);
    expect((await signer.post(`${at}/submission`, signature)).status).toBe(200);
    expect((await state.post(reviewOf(id, 'approval'), {})).status).toBe(200);
    const about = { enrollment: id, site: site.id };
    expect(since(from)).toMatchObject(
      ['started', 'submitted', 'returned', 'submitted', 'approved'].map((move) => ({
        event: `enrollment.${move}`,
        about,
      })),
    );
  });

  test('[Y2][R4] names a draft that is discarded, one that is withdrawn, and a renewal that is begun', async () => {
    const from = syntropi.trail.recorded.length;
    const draft = await begun();
    expect((await draft.signer.delete(draft.at)).status).toBe(204);
    const waiting = await submitted();
    expect((await waiting.signer.post(`${waiting.at}/withdrawal`, {})).status).toBe(204);
    const { site, staff } = await approved();
    await syntropi.store.collection(sites).update(site.id, (record) => ({
      ...record,
      enrolments: record.enrolments!.map((each) => ({ ...each, renewBy: '2026-12-31' })),
    }));
    expect((await staff.post('/api/enrollment-forms', { site: site.id })).status).toBe(200);
    expect(since(from).map(({ event }) => event.slice('enrollment.'.length))).toEqual([
      ...['started', 'discarded'],
      ...['started', 'submitted', 'withdrawn'],
      ...['started', 'submitted', 'approved', 'renewal-started'],
    ]);
  });

  test('[Y2][R4] comes first: what it does not take is not done', async () => {
    const { signer, at } = await submitted();
    syntropi.trail.refusals.push('storage-full');
    expect((await signer.post(`${at}/withdrawal`, {})).status).toBe(503);
    expect((await formAt(signer, at)).status).toBe('submitted');
  });
});
