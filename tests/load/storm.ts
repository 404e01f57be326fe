import { completeSignIn } from './flows.ts';
import { LoadClient } from './load-client.ts';
import { rateOf } from './load-client.ts';
import { benchName } from './bench-data.ts';

// People who all sign in at once, in a process of its own, so that what they cost does not slow down whoever measures.

const lanes = 16;
process.on('message', ({ origin, duration, accounts }: { origin: string; duration: number; accounts: number }) => {
  let next = 0;
  const clients = Array.from({ length: lanes }, () => new LoadClient());
  const steps = clients.map((client) => () => completeSignIn(client, origin, benchName(next++ % accounts)));
  void rateOf(steps, duration).then(({ perSecond }) => {
    for (const client of clients) client.close();
    process.send!(perSecond);
  });
});
process.send!('ready');
