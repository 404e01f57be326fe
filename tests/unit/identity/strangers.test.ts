import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as client from 'openid-client';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import type { Settings } from '../../../shared/kiosk/settings.ts';
import type { Session } from '../../../shared/identity/api/identity.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { launchDeployment, startTraining, TestClock } from '../../support/deployment.ts';
import { freeServerPort } from '../../support/free-ports.ts';
import { Stranger } from '../../support/stranger.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

// Clients that are not ours: they know the standard and their own registration, nothing else.

async function withStranger(changes: Partial<Stranger['settings']> = {}, username = 'maria.garcia') {
  const stranger = await Stranger.start(changes);
  onTestFinished(() => stranger.stop());
  const clock = new TestClock();
  const deployment = await startTraining({ clock, settings: { clients: [stranger.settings] } });
  stranger.issuer = new URL(deployment.portal).origin;
  const visitor = await signedInVisitor(deployment.portal, username);
  return { stranger, clock, deployment, visitor };
}

test('[S1] a client from the settings signs on, knows who it is, and refreshes', async () => {
  const { stranger, visitor } = await withStranger();
  const { tokens } = await stranger.signOn(visitor);
  const configuration = await stranger.configuration();
  const person = await client.fetchUserInfo(configuration, tokens.access_token, tokens.claims()!.sub);
  expect(person).toMatchObject({ preferred_username: 'maria.garcia', email: expect.stringContaining('@') as string });
  expect(person).not.toHaveProperty('workstation');
  const refreshed = await client.refreshTokenGrant(configuration, tokens.refresh_token!);
  expect(refreshed.access_token).not.toBe(tokens.access_token);
});

test('[T1] neither refreshing nor asking who it is keeps a session alive, and after its end both are refused', async () => {
  const { stranger, visitor, clock } = await withStranger();
  const configuration = await stranger.configuration();
  let tokens: { access_token: string; refresh_token?: string } = (await stranger.signOn(visitor)).tokens;
  for (let minute = 0; minute < 14; minute++) {
    clock.advance(60_000);
    tokens = await client.refreshTokenGrant(configuration, tokens.refresh_token!);
    await client.fetchUserInfo(configuration, tokens.access_token, client.skipSubjectCheck);
  }
  clock.advance(60_000);
  await expect(client.refreshTokenGrant(configuration, tokens.refresh_token!)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  await expect(client.fetchUserInfo(configuration, tokens.access_token, client.skipSubjectCheck)).rejects.toThrow(
    /WWW-Authenticate/,
  );
});

test('[T1] every end of a session is told to the client, with the sid that it signed on with', async () => {
  const { stranger, visitor, clock, deployment } = await withStranger();
  const sids: string[] = [];
  const told = () => eventually(() => expect(stranger.loggedOut).toEqual(sids));

  sids.push((await stranger.signOn(visitor)).sid);
  await visitor.send('POST', '/api/sign-out');
  await told();

  const locked = await signedInVisitor(deployment.portal, 'maria.garcia');
  sids.push((await stranger.signOn(locked)).sid);
  await locked.send('POST', '/api/session/workstation-event', { event: 'locked' });
  await told();

  const idle = await signedInVisitor(deployment.portal, 'maria.garcia');
  sids.push((await stranger.signOn(idle)).sid);
  clock.advance(limits.session.idle);
  await told();
});

test('[T1] a client that is down learns of the end when it comes back, even if the server was restarted meanwhile', async () => {
  const stranger = await Stranger.start();
  onTestFinished(() => stranger.stop());
  const data = await temporaryFolder();
  const masterKey = randomBytes(32);
  const clock = new TestClock();
  const port = await freeServerPort();
  const options = { data, masterKey, clock, port, settings: { clients: [stranger.settings] } };
  const first = await launchDeployment(options);
  stranger.issuer = new URL(first.portal).origin;
  const visitor = await signedInVisitor(first.portal, 'maria.garcia');
  const { sid } = await stranger.signOn(visitor);
  await stranger.stop();
  await visitor.send('POST', '/api/sign-out');
  await first.close();

  clock.advance(limits.backchannelLogout.retryAfter.at(-1)!);
  await stranger.startAgain();
  await startTraining(options);
  await eventually(() => expect(stranger.loggedOut).toEqual([sid]));
});

test('[O2] only those who may open a client sign on to it, and only they see it in the launcher', async () => {
  const changes = { openTo: ['administrator' as const], address: 'https://stock.example/start' };
  const { stranger, deployment, visitor } = await withStranger(changes);
  const launched = async (person: Visitor) =>
    ((await (await person.send('GET', '/api/session')).json()) as Session).applications.map(({ id }) => id);
  expect(await launched(visitor)).not.toContain('stranger');
  await expect(stranger.signOn(visitor)).rejects.toMatchObject({ error: 'access_denied' });
  const administrator = await signedInVisitor(deployment.portal, 'it.admin');
  expect(await launched(administrator)).toContain('stranger');
  expect((await stranger.signOn(administrator)).sid).toBeTruthy();
});

test('[S1] a client may keep its secret in a file, and ask for its tokens by post', async () => {
  const file = join(await temporaryFolder(), 'secret');
  const secret = randomBytes(32).toString('hex');
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  const stranger = await Stranger.start();
  onTestFinished(() => stranger.stop());
  const { secret: _, ...rest } = stranger.settings;
  const settings: Settings = {
    clients: [{ ...rest, secretFile: file, tokenEndpointAuthMethod: 'client_secret_post' }],
  };
  const { portal } = await startTraining({ settings });
  const options = { execute: [client.allowInsecureRequests] };
  stranger.issuer = new URL(portal).origin;
  stranger.configuration = () =>
    client.discovery(new URL(portal), 'stranger', secret, client.ClientSecretPost(), options);
  expect((await stranger.signOn(await signedInVisitor(portal, 'john.smith'))).sid).toBeTruthy();
});

test.each<[string, Partial<Stranger['settings']>, RegExp]>([
  ['an id that is taken', { id: 'vaos' }, /clients\.0 \(vaos\): the id is taken/],
  ['no secret', { secret: undefined as never }, /give one of secret, secretFile and jwks/],
  ['a private key', { secret: undefined as never, jwks: { keys: [{ kty: 'EC', d: 'x' }] } }, /holds a private key/],
  ['an address in the clear', { redirectUris: ['http://clinic.example/callback'] }, /must use https/],
  ['an address with a fragment', { backchannelLogoutUri: 'https://clinic.example/#x' }, /no fragment/],
  ['a secret file that is not there', { secret: undefined as never, secretFile: '/nowhere/at/all' }, /cannot be read/],
])('[S1] the start is refused for a client with %s, naming it', async (_what, changes, message) => {
  const settings = {
    clients: [
      { id: 'stranger', name: 'S', secret: 'x'.repeat(32), redirectUris: ['https://s.example/cb'], ...changes },
    ],
  };
  const start = launchDeployment({
    data: await temporaryFolder(),
    settings: JSON.parse(JSON.stringify(settings)) as Settings,
  });
  await expect(start).rejects.toThrow(message);
});
