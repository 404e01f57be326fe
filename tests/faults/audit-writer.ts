import { AuditTrail } from '../../server/identity/audit/audit-trail.ts';
import { systemClock } from '../../server/clock.ts';
import { Keys } from '../../server/keys/keys.ts';

// Records until it is killed, and reports each entry once it is acknowledged.

const [directory, key, round] = process.argv.slice(2) as [string, string, string];
const trail = await AuditTrail.open({ directory, keys: new Keys(Buffer.from(key, 'base64')), clock: systemClock });

async function write(lane: number): Promise<never> {
  for (let n = 0; ; n++) {
    const id = `${round}-${lane}-${n}`;
    await trail.record({ event: 'sign-in.refused', workstation: id });
    process.send!(id);
  }
}

await Promise.all([write(0), write(1), write(2), write(3)]);
