import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { callAt } from '../../../renderer/platform/api/client.ts';
import { endpoint } from '../../../shared/contract/endpoint.ts';

const saved = endpoint({
  method: 'POST',
  path: '/api/saved',
  access: 'anyone',
  request: Type.Object(
    {
      doses: Type.Array(Type.Object({ lot: Type.String({ pattern: '^[A-Z0-9]+$' }) }), { minItems: 1 }),
      note: Type.Optional(Type.String({ maxLength: 5 })),
    },
    { additionalProperties: false },
  ),
});

test('[L2] what the endpoint’s schema does not allow is not sent, and said of its field', async () => {
  let asked = 0;
  const server = createServer((_, answer) => {
    asked += 1;
    answer.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/saved`;

  await expect(callAt(saved, url, { doses: [] })).rejects.toMatchObject({
    type: 'request-invalid',
    fields: [{ field: 'doses', message: 'needs at least one entry' }],
  });
  await expect(callAt(saved, url, { doses: [{ lot: 'a' }], note: 'too long' })).rejects.toMatchObject({
    fields: [{ field: 'doses.0.lot', message: 'is not in the form that is asked for' }, { field: 'note' }],
  });
  expect(asked).toBe(0);

  // What is left out is not sent, and no fault.
  const note = undefined as unknown as string;
  await callAt(saved, url, { doses: [{ lot: 'A1' }], note });
  expect(asked).toBe(1);
  server.close();
});
