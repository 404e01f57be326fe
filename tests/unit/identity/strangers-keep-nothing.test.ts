import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { limits } from '../../../shared/contract/limits.ts';
import { startTraining } from '../../support/deployment.ts';
import { RelyingParty } from '../../support/relying-party.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { Visitor } from '../../support/visitor.ts';

// What somebody who never signs in can make the servers keep.

async function bytesIn(folder: string): Promise<number> {
  let sum = 0;
  for (const name of await readdir(folder, { recursive: true })) {
    const entry = await stat(join(folder, name));
    if (entry.isFile()) sum += entry.size;
  }
  return sum;
}

async function withStranger(attemptsPerAddressPerMinute: number) {
  const party = await RelyingParty.start();
  onTestFinished(() => party.close());
  const data = await temporaryFolder();
  const settings = { clients: [party.settings], signIn: { attemptsPerAddressPerMinute } };
  const { portal, applications } = await startTraining({ data, settings });
  party.issuer = new URL(portal).origin;
  return { party, data, portal, applications };
}

test('[J1][S8] a thousand requests to sign on or out by strangers are answered, and leave no byte behind', async () => {
  const { party, data, portal, applications } = await withStranger(1_000_000);
  const asked = [
    party.authorizeUrl({ state: 's'.repeat(4000) }),
    party.authorizeUrl({ prompt: 'none' }),
    party.authorizeUrl({ prompt: 'login' }),
    party.endSessionUrl({ client_id: 'party' }),
    party.endSessionUrl({}),
    new URL('/sign-in?to=%2Fclients%2F1', applications.immtrac2).href,
    new URL('/sign-in/callback?state=x&code=y', applications.vaos).href,
  ];
  const before = await bytesIn(data);
  for (let round = 0; round < 1000 / asked.length / 10; round++) {
    const statuses = await Promise.all(
      Array.from({ length: 10 }, () => asked)
        .flat()
        .map(async (address) => (await new Visitor(portal).send('GET', address)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([303, 400]));
  }
  expect(await bytesIn(data)).toBe(before);
});

test('[J1] a request longer than any application sends is refused, by a form too', async () => {
  const { party, portal } = await withStranger(300);
  const long = party.authorizeUrl({ state: 's'.repeat(8000) });
  expect((await new Visitor(portal).send('GET', long)).status).toBe(413);
  const [address, body] = long.split('?');
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await fetch(address!, { method: 'POST', headers, body: body! })).status).toBe(413);
});

test('[S8] one address can ask to be signed on only so often, at the portal and at each application', async () => {
  const { party, portal, applications } = await withStranger(2);
  const allowed = 2 * limits.signIn.perAddress.signOnsForEachAttempt;
  const addresses = [
    party.authorizeUrl(),
    party.endSessionUrl({}),
    new URL('/sign-in', applications.vaos).href,
    new URL('/sign-in/callback', applications.vaos).href,
  ];
  for (const address of addresses) {
    const statuses: number[] = [];
    for (let tries = 0; tries <= allowed; tries++) {
      statuses.push((await new Visitor(portal).send('GET', address)).status);
    }
    expect(
      statuses.filter((status) => status === 429),
      address,
    ).toEqual([429]);
    expect(statuses.at(-1)).toBe(429);
  }
});

test('[S1] one browser keeps no more than three sign-ins that nobody came back from', async () => {
  const { portal, applications } = await withStranger(300);
  const browser = new Visitor(portal);
  for (let tries = 0; tries < 8; tries++)
    await browser.send('GET', new URL('/sign-in?to=%2Fx', applications.vaos).href);
  const pending = [...browser.cookiesAt(applications.vaos).keys()].filter((name) => name.includes('vaos_sign_in'));
  expect(pending).toHaveLength(limits.signIn.pendingInOneBrowser);
});

test('[S2] a state that no cookie can be named by is answered with the page', async () => {
  const { applications } = await withStranger(300);
  for (const state of ['a b', 'a;b', 'ü', '', 'a=b', '\u0000', 'x'.repeat(500)]) {
    const address = new URL(`/sign-in/callback?state=${encodeURIComponent(state)}`, applications.vaos).href;
    expect((await fetch(address, { redirect: 'manual' })).status, state).toBe(400);
  }
});
