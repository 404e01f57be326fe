import { expect, test } from 'vitest';
import type { Notification } from '../../../shared/identity/api/identity.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { passwordProfiles } from '../../../shared/identity/password-policy.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { signedInVisitor } from '../../support/visitor.ts';

const day = 24 * 3600 * 1000;

async function notificationsAfter(days: number, passwordProfile: keyof typeof passwordProfiles = 'hhs-2022') {
  const clock = new TestClock();
  const { portal } = await startTraining({ clock, settings: { passwordProfile } });
  clock.advance(days);
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  return (await (await visitor.send('GET', '/api/notifications')).json()) as Notification[];
}

const warning = passwordProfiles['hhs-2022'].lifetimeDays * day - limits.password.expiryWarning;

test('[N1] a password that is about to expire is announced, with the day and a way to change it', async () => {
  expect((await notificationsAfter(warning))[0]).toMatchObject({
    id: 'password-expires',
    title: 'Your password expires on February 20, 2027',
    action: { path: '/profile/password' },
  });
});

test('[N1] a password with more time left is not spoken of', async () => {
  const ids = (await notificationsAfter(warning - 1)).map(({ id }) => id);
  expect(ids).not.toContain('password-expires');
  expect(ids).toContain('training');
});

test('[N1] a password that never expires is not spoken of', async () => {
  const ids = (await notificationsAfter(warning, 'nist-63b-4')).map(({ id }) => id);
  expect(ids).not.toContain('password-expires');
});
