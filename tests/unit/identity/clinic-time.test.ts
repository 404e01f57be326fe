import { expect, test } from 'vitest';
import type { Notification } from '../../../shared/identity/api/identity.ts';
import { dateInWords, plusDays } from '../../../shared/contract/time.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { signedInVisitor } from '../../support/visitor.ts';

// UTC-12, UTC, UTC+14 and, between them, where most clinics are.
const days = [
  ['Etc/GMT+12', '2026-11-22'],
  ['America/Chicago', '2026-11-22'],
  ['UTC', '2026-11-23'],
  ['Pacific/Kiritimati', '2026-11-23'],
] as const;
/** 22:00 in Chicago, 04:00 UTC, 16:00 at UTC-12, 18:00 at UTC+14. */
const evening = '2026-11-23T04:00:00Z';

test.each(days)(
  '[P7][O12] the evening in Texas belongs to one day in %s, %s, for portal and applications',
  async (timeZone, day) => {
    const clock = new TestClock();
    clock.advance(Date.parse(evening) - clock.now());
    const { portal, applications } = await startTraining({ clock, settings: { timeZone } });
    const visitor = await signedInVisitor(portal, 'maria.garcia');
    const told = (await (await visitor.send('GET', '/api/notifications')).json()) as Notification[];
    const accepted = told.find(({ id }) => id.startsWith('agreement-accepted/'))!;
    expect(accepted.text).toContain(dateInWords(day));

    await visitor.visit(applications.immtrac2);
    const ask = (path: string, body: object) => visitor.send('POST', new URL(path, applications.immtrac2).href, body);
    for (const step of ['announcements', 'statement']) await ask('/api/entry', { step });
    const bornOn = async (birthDate: string) =>
      (await ask('/api/clients/find-by-name', { lastName: 'Testcase', firstName: 'Avery', birthDate })).status;
    // Nobody is born tomorrow, whatever day it is where the server stands.
    expect([await bornOn(day), await bornOn(plusDays(day, 1))]).toEqual([200, 400]);
  },
);
