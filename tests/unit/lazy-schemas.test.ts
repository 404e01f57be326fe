import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { lazySchemas } from '../../server/http/lazy-schemas.ts';

const number = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };

async function serverOf(schemas: Readonly<Record<string, object>>) {
  const app = Fastify({ schemaController: { compilersFactory: lazySchemas } });
  onTestFinished(() => app.close());
  for (const [path, body] of Object.entries(schemas)) {
    const schema = { body, response: { 200: number } };
    app.post(path, { schema }, (request) => ({ ...(request.body as object), more: true }));
  }
  await app.ready();
  return async (path: string, payload: object) => (await app.inject({ method: 'POST', url: path, payload })).json();
}

test('[S4] a schema that is compiled with its first request refuses what it should, each time for its own reason', async () => {
  const send = await serverOf({ '/n': number, '/text': { ...number, properties: { n: { type: 'string' } } } });
  // At the same time, too, for what is wrong is said by the function that looked.
  const [missing, wrong, fit] = await Promise.all([send('/n', {}), send('/n', { n: 'x' }), send('/n', { n: 1 })]);
  expect([missing.message, wrong.message]).toEqual(["body must have required property 'n'", 'body/n must be integer']);
  // What its answer's schema does not have stays behind.
  expect(fit).toEqual({ n: 1 });
  expect((await send('/text', {})).message).toBe("body must have required property 'n'");
});

test('[S4] nothing of a schema is looked at before somebody asks for what has it', async () => {
  const send = await serverOf({ '/n': number, '/none': { type: 'no such type' } });
  expect(await send('/n', { n: 2 })).toEqual({ n: 2 });
  expect((await send('/none', { n: 2 })).message).toContain('schema is invalid');
});
