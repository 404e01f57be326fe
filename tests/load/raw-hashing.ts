import { hash } from '@node-rs/argon2';
import { limits } from '../../shared/contract/limits.ts';
import { rateOf } from './load-client.ts';

// Nothing but argon2id, as much at once as the product lets run, in a process of its own, for as long as it is told.

const { memoryKiB, passes, lanes, concurrent } = limits.passwordHashing;
const cost = { memoryCost: memoryKiB, timeCost: passes, parallelism: lanes, secret: Buffer.alloc(32) };
const step = async () => void (await hash('a password', cost));
process.on('message', (duration: number) => {
  void rateOf(
    Array.from({ length: concurrent }, () => step),
    duration,
  ).then(({ perSecond }) => process.send!(perSecond));
});
process.send!('ready');
