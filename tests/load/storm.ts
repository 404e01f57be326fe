import { completeSignIn } from './flows.ts';
import { LoadClient } from './load-client.ts';
import { rateOf } from './load-client.ts';
import { benchName } from './bench-data.ts';

// People who all sign in at once, in a process of its own, so that what they cost does not slow down whoever measures.

const lanes = 16;
process.on('message', ({ origin, duration, accounts }: { origin: string; duration: number; accounts: number }) => {
  const clients = Array.from({ length: lanes }, () => new LoadClient());
  // Each workstation has its own people, who are known there after their first time.
  const people = Math.floor(accounts / lanes);
  const steps = clients.map((client, lane) => {
    let next = 0;
    return () => completeSignIn(client, origin, benchName(lane * people + (next++ % people)));
  });
  void rateOf(steps, duration).then(({ perSecond }) => {
    for (const client of clients) client.close();
    process.send!(perSecond);
  });
});
process.send!('ready');
