import { Type } from 'typebox';
import { Errors } from 'typebox/schema';
import { beforeAll, expect, test } from 'vitest';
import { endpoint } from '../../../shared/contract/endpoint.ts';
import { fieldText } from '../../../shared/contract/field-texts.ts';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import { en } from '../../../shared/identity/texts/en.ts';
import { es } from '../../../shared/identity/texts/es.ts';
import { schemaFaults } from '../../../shared/identity/texts/schema-faults.ts';
import { serve } from '../../../server/http/serve.ts';
import { createHttpServer, type HttpServer } from '../../../server/http/server.ts';
import { silent } from '../../support/postgres.ts';

const asked = endpoint({
  method: 'POST',
  path: '/api/asked',
  access: 'anyone',
  request: Type.Object(
    {
      list: Type.Array(Type.String({ minLength: 2, maxLength: 3 }), { minItems: 1, maxItems: 2 }),
      pair: Type.Array(Type.Null(), { minItems: 2 }),
      count: Type.Integer({ minimum: 1, maximum: 5 }),
      day: Type.String({ format: 'date' }),
      at: Type.String({ format: 'date-time' }),
      code: Type.String({ pattern: '^[A-Z]+$' }),
      kind: Type.Enum(['one', 'other']),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({}),
  problems: [],
});
const right = {
  list: ['ab'],
  pair: [null, null],
  count: 3,
  day: '2026-11-30',
  at: '2026-11-30T12:00:00Z',
  code: 'A',
  kind: 'one',
};

let app: HttpServer;
beforeAll(async () => {
  app = await createHttpServer({
    origin: 'http://portal.clinic.example',
    deploymentId: '00000000',
    proxies: [],
    log: silent,
    access: { anyone: () => {} },
    eventLoop: { overloaded: () => false },
  });
  serve(app, asked, () => ({}));
  return () => app.close();
});

async function refused(body: object): Promise<FieldProblem[]> {
  const headers = { host: 'portal.clinic.example', origin: 'http://portal.clinic.example' };
  const answer = await app.inject({ method: 'POST', url: '/api/asked', headers, payload: body });
  return answer.json<{ fields?: FieldProblem[] }>().fields ?? [];
}

test.each([
  [{ list: [] }, 'list', 'needs at least one entry'],
  [{ list: ['ab', 'cd', 'ef'] }, 'list', 'has too many entries: at most 2'],
  [{ list: ['a'] }, 'list.0', 'needs 2 characters or more'],
  [{ list: ['abcd'] }, 'list.0', 'is too long: at most 3 characters'],
  [{ pair: [null] }, 'pair', 'needs 2 entries or more'],
  [{ count: 0 }, 'count', 'must be 1 or more'],
  [{ count: 6 }, 'count', 'must be 5 or less'],
  [{ count: 'three' }, 'count', 'must be of type integer'],
  [{ day: '2026-02-30' }, 'day', 'must be a date of the calendar, such as 2026-01-31'],
  [{ at: 'noon' }, 'at', 'is not in the form that is asked for'],
  [{ code: 'a' }, 'code', 'is not in the form that is asked for'],
  [{ kind: 'third' }, 'kind', 'must be one of one, other'],
  [{ more: 1 }, 'more', 'is not known here; leave it out'],
  [{ code: undefined }, 'code', 'is missing'],
])('[L2] what a request has wrong is said in words of our own: %j', async (wrong, field, message) => {
  const problems = await refused({ ...right, ...wrong });
  expect(problems).toContainEqual(expect.objectContaining({ field, message }));
  // A page says the same before it sends.
  const [, faults] = Errors(asked.request, JSON.parse(JSON.stringify({ ...right, ...wrong })));
  expect(schemaFaults(faults)).toEqual(problems);
  for (const problem of problems) {
    expect(problem.message).toBe(fieldText(en.problems.fields, problem));
    expect(fieldText(es.problems.fields, problem)).not.toMatch(/undefined|NaN/);
  }
});
