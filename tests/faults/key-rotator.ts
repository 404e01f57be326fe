import { rotateMaster } from '../../server/keys/rotate-master.ts';

// Rotates until it is killed, and reports each rotation once it is done.

const [data] = process.argv.slice(2) as [string];
process.send!('begins');
for (;;) {
  await rotateMaster(data);
  process.send!('rotated');
}
