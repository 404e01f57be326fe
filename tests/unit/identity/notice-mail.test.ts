import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { limits } from '../../../shared/contract/limits.ts';
import type { ProblemDetails } from '../../../shared/contract/problems.ts';
import type { NewNotice, PostedNotice } from '../../../shared/identity/api/notices.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { eventually } from '../../support/eventually.ts';
import { claimsOf, RelyingParty } from '../../support/relying-party.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor } from '../../support/visitor.ts';

// Notices that go by mail, too.

async function start() {
  const party = await RelyingParty.start({ name: 'Cold Chain', services: { notices: true } });
  onTestFinished(() => party.close());
  const [clock, data] = [new TestClock(), await temporaryFolder()];
  const { portal } = await startTraining({ clock, data, settings: { clients: [party.settings] } });
  party.issuer = new URL(portal).origin;
  const john = await signedInVisitor(portal, 'john.smith');
  const account = claimsOf(await party.signOn(john)).sub!;
  const post = (changes: Partial<NewNotice>) =>
    party.call('POST', '/api/notices', 'notices', {
      key: 'door',
      to: { account },
      severity: 'warning',
      title: 'A door was left open',
      text: 'Look at unit 7.',
      mail: true,
      expiresAt: new Date(clock.now() + 600_000).toISOString(),
      ...changes,
    } satisfies NewNotice);
  const mails = async () => {
    const files = await readdir(join(data, 'mail')).catch(() => []);
    return Promise.all(files.map((file) => readFile(join(data, 'mail', file), 'utf8')));
  };
  return { john, post, mails, data };
}

test('[Y4][J2] a notice to a person goes by mail once, in a frame of their language, without a link, and stands in the trail', async () => {
  const { john, post, mails, data } = await start();
  for (let times = 0; times < 2; times++) {
    const answer = await post({});
    expect(answer.status).toBe(200);
    expect((await answer.json()) as PostedNotice).toMatchObject({ key: 'door', mail: true });
  }
  await eventually(async () => expect(await mails()).toHaveLength(1));
  const [mail] = await mails();
  expect(mail).toMatch(/^To: john\.smith@training\.example\r$/m);
  expect(mail).toMatch(/^Subject: Notice from Cold Chain: A door was left open\r$/m);
  expect(mail).toContain('Look at unit 7.');
  expect(mail).not.toContain('http');
  const trail = await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8');
  expect(
    trail.split('\n').filter((line) => line.includes('notice.posted') && line.includes('"mail":"yes"')),
  ).toHaveLength(1);

  expect((await john.send('PUT', '/api/language', { language: 'es' })).status).toBe(204);
  await post({ key: 'window', translations: { es: { title: 'Una ventana', text: 'Revise la unidad 7.' } } });
  await eventually(async () => expect(await mails()).toHaveLength(2));
  const inSpanish = (await mails()).filter((each) => /^Content-Language: es\r$/m.test(each));
  expect(inSpanish).toEqual([expect.stringContaining('Revise la unidad 7.')]);
});

test('[Y4][J2] only an account gets mail, and so many a day', async () => {
  const { post, mails } = await start();
  for (const to of [{ site: trainingSites.bluebonnet.id }, { role: 'clinic-staff' as const }]) {
    const refused = await post({ to });
    expect(refused.status).toBe(400);
    expect(((await refused.json()) as ProblemDetails).fields?.map(({ field }) => field)).toEqual(['mail']);
  }
  const statuses: number[] = [];
  for (let each = 0; each <= limits.notices.mailsPerDay; each++)
    statuses.push((await post({ key: `k${each}` })).status);
  expect(statuses).toEqual([...Array<number>(limits.notices.mailsPerDay).fill(200), 429]);
  expect((await post({ key: 'without', mail: false })).status).toBe(200);
  await eventually(async () => expect(await mails()).toHaveLength(limits.notices.mailsPerDay));
});
