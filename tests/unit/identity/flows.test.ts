import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { Flows } from '../../../server/identity/recovery/flow.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';

async function start() {
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  const clock = new TestClock();
  const flows = new Flows(store, clock);
  const begin = async (name: string) => {
    const given = { state: 'answered' as const, name, accountId: null, question: 'family-word', workstation: 'w' };
    return (await flows.find(await flows.begin(given)))!;
  };
  const send = async (flow: Awaited<ReturnType<typeof begin>>, digest: string) => {
    expect(await flows.putCode(flow, { digest, expiresAt: clock.now() + 1 })).toBe(true);
  };
  return { flows, begin, send };
}

test('[P4] a new code replaces the one of the same name, and of nobody else who has no account either', async () => {
  const { flows, begin, send } = await start();
  const [first, again, other] = [await begin('one'), await begin('one'), await begin('other')];
  await send(first, 'first');
  await send(other, 'other');
  expect(await flows.get(first.id)).toMatchObject({ state: 'code sent', code: { digest: 'first' } });
  await send(again, 'again');
  expect(await flows.get(first.id)).toMatchObject({ state: 'answered', code: null });
  expect(await flows.get(again.id)).toMatchObject({ state: 'code sent', code: { digest: 'again' } });
  expect(await flows.get(other.id)).toMatchObject({ state: 'code sent', code: { digest: 'other' } });
});
