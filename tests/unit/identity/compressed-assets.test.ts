import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startTraining } from '../../support/deployment.ts';

const assets = join(import.meta.dirname, '../../../dist/renderer/assets');

async function ask(address: string, accepts: string | undefined) {
  const asked = request(address, { headers: accepts === undefined ? {} : { 'accept-encoding': accepts } }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, body: await buffer(answer) };
}

const asTheyCome = (body: Buffer) => body;

test('[R5] scripts and styles travel as small as the browser takes them, and are kept for a year', async () => {
  const { portal, applications } = await startTraining();
  const names = await readdir(assets);
  const large = names.filter((name) => names.includes(`${name}.br`));
  expect(large.some((name) => name.endsWith('.js')) && large.some((name) => name.endsWith('.css'))).toBe(true);
  for (const [accepts, encoding, open] of [
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
    ['identity', undefined, asTheyCome],
    [undefined, undefined, asTheyCome],
  ] as const) {
    for (const name of large) {
      const content = await readFile(join(assets, name));
      const { status, headers, body } = await ask(new URL(`/assets/${name}`, portal).href, accepts);
      expect({ status, encoding: headers['content-encoding'] }).toEqual({ status: 200, encoding });
      expect(headers.vary?.toLowerCase()).toContain('accept-encoding');
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers['content-type']).toMatch(
        name.endsWith('.js') ? /javascript/ : name.endsWith('.css') ? /css/ : /svg/,
      );
      expect(open(body).equals(content)).toBe(true);
      if (encoding !== undefined) expect(body.length).toBeLessThan(content.length * 0.9);
    }
  }
  const script = large.find((name) => name.endsWith('.js'))!;
  expect((await ask(new URL(`/assets/${script}`, applications.vaos).href, 'br')).headers['content-encoding']).toBe(
    'br',
  );
});
