import { expect, test } from 'vitest';
import { RequestedApplication } from '../../../main/starting/requested-application.ts';
import type { PortalApplication } from '../../../shared/identity/api/identity.ts';
import { limits } from '../../../shared/contract/limits.ts';

const application = (id: string): PortalApplication => ({
  id,
  name: id,
  fullName: '',
  description: '',
  bundled: true,
  address: 'http://127.0.0.1:4182/',
  origins: [],
});
const [vaos, syntropi] = [application('vaos'), application('syntropi')];
const asksForVaos = { kind: 'application', id: 'vaos' } as const;
const offers = (...applications: PortalApplication[]) => ({ pending: 'none', applications }) as const;
const agreementFirst: Parameters<RequestedApplication['present']>[0] = { pending: 'agreement', applications: [] };

function kiosk() {
  const log: string[] = [];
  const clock = { now: 0 };
  const requested = new RequestedApplication({
    applications: () => [vaos, syntropi],
    now: () => clock.now,
    open: (id) => void log.push(`open ${id}`),
    notTheirs: (id) => void log.push(`not theirs ${id}`),
    ignored: (because) => void log.push(`ignored ${because}`),
  });
  return { log, clock, requested };
}

test('[K1] what was asked for opens after sign-in, once', () => {
  const { log, requested } = kiosk();
  requested.ask(asksForVaos);
  requested.present(offers(vaos, syntropi));
  requested.present(offers(vaos, syntropi));
  expect(log).toEqual(['open vaos']);
});

test('[K1] it waits for everything that the portal demands first', () => {
  const { log, requested } = kiosk();
  requested.ask(asksForVaos);
  requested.present(agreementFirst);
  expect(log).toEqual([]);
  requested.present(offers(vaos));
  expect(log).toEqual(['open vaos']);
});

test('[K1] what the portal does not offer this person is not opened, now or for the next', () => {
  const { log, requested } = kiosk();
  requested.ask(asksForVaos);
  requested.present(offers(syntropi));
  requested.present(offers(vaos, syntropi));
  expect(log).toEqual(['not theirs vaos']);
});

test('[K1] the last request counts', () => {
  const { log, requested } = kiosk();
  requested.ask(asksForVaos);
  requested.ask({ kind: 'application', id: 'syntropi' });
  requested.present(offers(vaos, syntropi));
  expect(log).toEqual(['open syntropi']);
});

test('[K1] a start without a request leaves an earlier one', () => {
  const { log, requested } = kiosk();
  requested.ask(asksForVaos);
  requested.ask({ kind: 'nothing' });
  requested.present(offers(vaos));
  expect(log).toEqual(['open vaos']);
});

test('[K1] a request is gone when the desk is cleared', () => {
  const { log, requested } = kiosk();
  requested.ask(asksForVaos);
  requested.forget();
  requested.present(offers(vaos));
  expect(log).toEqual([]);
});

test('[K1] a request is gone after fifteen minutes', () => {
  const { log, clock, requested } = kiosk();
  requested.ask(asksForVaos);
  clock.now += limits.starting.requestKeptFor;
  requested.present(offers(vaos));
  expect(log).toEqual([]);
});

test('[K1] what is no request, or no application of this kiosk, is ignored, and only the kind is told', () => {
  const { log, requested } = kiosk();
  requested.ask({ kind: 'refused' });
  requested.ask({ kind: 'application', id: 'elsewhere' });
  requested.present(offers(vaos, syntropi, application('elsewhere')));
  expect(log).toEqual(['ignored form', 'ignored application']);
});
