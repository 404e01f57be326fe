import { expect, test } from 'vitest';
import { Wish } from '../../../main/starting/wish.ts';
import type { PortalApplication } from '../../../shared/identity/api/identity.ts';
import { limits } from '../../../shared/contract/limits.ts';

const application = (id: string): PortalApplication => ({
  ...{ id, name: id, fullName: '', description: '', bundled: true },
  ...{ address: 'http://127.0.0.1:4182/', origins: [] },
});
const [vaos, syntropi] = [application('vaos'), application('syntropi')];
const asksForVaos = { kind: 'application', id: 'vaos' } as const;
const offers = (...applications: PortalApplication[]) => ({ pending: 'none', applications }) as const;
const agreementFirst: Parameters<Wish['present']>[0] = { pending: 'agreement', applications: [] };

function kiosk() {
  const log: string[] = [];
  const clock = { now: 0 };
  const wish = new Wish({
    applications: () => [vaos, syntropi],
    now: () => clock.now,
    open: (id) => void log.push(`open ${id}`),
    notTheirs: (id) => void log.push(`not theirs ${id}`),
    ignored: (because) => void log.push(`ignored ${because}`),
  });
  return { log, clock, wish };
}

test('[K1] what was asked for opens after sign-in, once', () => {
  const { log, wish } = kiosk();
  wish.ask(asksForVaos);
  wish.present(offers(vaos, syntropi));
  wish.present(offers(vaos, syntropi));
  expect(log).toEqual(['open vaos']);
});

test('[K1] it waits for everything that the portal demands first', () => {
  const { log, wish } = kiosk();
  wish.ask(asksForVaos);
  wish.present(agreementFirst);
  expect(log).toEqual([]);
  wish.present(offers(vaos));
  expect(log).toEqual(['open vaos']);
});

test('[K1] what the portal does not offer this person is not opened, now or for the next', () => {
  const { log, wish } = kiosk();
  wish.ask(asksForVaos);
  wish.present(offers(syntropi));
  wish.present(offers(vaos, syntropi));
  expect(log).toEqual(['not theirs vaos']);
});

test('[K1] the last wish counts', () => {
  const { log, wish } = kiosk();
  wish.ask(asksForVaos);
  wish.ask({ kind: 'application', id: 'syntropi' });
  wish.present(offers(vaos, syntropi));
  expect(log).toEqual(['open syntropi']);
});

test('[K1] a start without a wish leaves an earlier one', () => {
  const { log, wish } = kiosk();
  wish.ask(asksForVaos);
  wish.ask({ kind: 'nothing' });
  wish.present(offers(vaos));
  expect(log).toEqual(['open vaos']);
});

test('[K1] a wish is gone when the desk is cleared', () => {
  const { log, wish } = kiosk();
  wish.ask(asksForVaos);
  wish.forget();
  wish.present(offers(vaos));
  expect(log).toEqual([]);
});

test('[K1] a wish is gone after fifteen minutes', () => {
  const { log, clock, wish } = kiosk();
  wish.ask(asksForVaos);
  clock.now += limits.starting.wishKeptFor;
  wish.present(offers(vaos));
  expect(log).toEqual([]);
});

test('[K1] what is no wish, or no application of this kiosk, is ignored, and only the kind is told', () => {
  const { log, wish } = kiosk();
  wish.ask({ kind: 'refused' });
  wish.ask({ kind: 'application', id: 'elsewhere' });
  wish.present(offers(vaos, syntropi, application('elsewhere')));
  expect(log).toEqual(['ignored form', 'ignored application']);
});
