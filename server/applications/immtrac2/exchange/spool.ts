import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { limits } from '../../../../shared/contract/limits.ts';
import { Problem } from '../../../http/problem.ts';

export interface Spooled {
  /** Once. */
  bytes(): AsyncIterable<Buffer>;
  readonly length: number;
  dispose(): Promise<void>;
}

/**
 * Takes what is sent as fast as it comes, so that a connection is not held by what is done with it: a little in memory, more in
 * a file of its own under a key that only this process has.
 * @throws Problem where it is more than one transmission may be
 */
export async function spool(sent: AsyncIterable<Buffer>): Promise<Spooled> {
  const held: Buffer[] = [];
  let length = 0;
  const source = sent[Symbol.asyncIterator]();
  const counted = (chunk: Buffer) => {
    length += chunk.length;
    if (length > limits.hl7.transmissionBytes) throw new Problem('too-large');
    return chunk;
  };
  for (;;) {
    const { value, done } = await source.next();
    if (done) {
      const whole = Buffer.concat(held);
      return { bytes: () => Readable.from([whole]), length, dispose: async () => {} };
    }
    held.push(counted(value));
    if (length > limits.hl7.heldBytes) break;
  }
  const directory = await mkdtemp(join(tmpdir(), 'kiosk-exchange-'));
  const dispose = () => rm(directory, { recursive: true, force: true });
  const file = join(directory, 'messages');
  const [key, counter] = [randomBytes(32), randomBytes(16)];
  try {
    const rest = async function* () {
      yield* held.splice(0);
      for (let next = await source.next(); !next.done; next = await source.next()) yield counted(next.value);
    };
    await pipeline(
      rest,
      createCipheriv('aes-256-ctr', key, counter),
      createWriteStream(file, { mode: 0o600, flags: 'wx' }),
    );
  } catch (error) {
    await dispose();
    throw error;
  }
  const bytes = () =>
    createReadStream(file).pipe(createDecipheriv('aes-256-ctr', key, counter)) as AsyncIterable<Buffer>;
  return { bytes, length, dispose };
}
