import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  addressOf,
  answerOf,
  type Endpoint,
  problemsOf,
  UnknownAnswerError,
} from '../../../shared/contract/endpoint.ts';
import { problems } from '../../../shared/contract/problems.ts';
import { immtrac2Api } from '../../../shared/applications/immtrac2/api.ts';
import { draftsApi } from '../../../shared/applications/api/drafts.ts';
import { workstationsApi } from '../../../shared/identity/api/workstations.ts';
import { startTraining } from '../../support/deployment.ts';
import { Visitor } from '../../support/visitor.ts';

test('[K7] an answer may have more than this version knows, and is refused where it lacks what it is declared to have', () => {
  const { current } = workstationsApi;
  expect(answerOf(current, { enrolledAs: 'Front desk', since: 1 })).toEqual({ enrolledAs: 'Front desk', since: 1 });
  for (const body of [{}, { enrolledAs: 7 }, '<!doctype html>', undefined, null]) {
    expect(() => answerOf(current, body)).toThrow(UnknownAnswerError);
  }
});

test('[T4] nothing to answer with is no answer of another kind', () => {
  expect(answerOf(draftsApi.read, '')).toBeUndefined();
  expect(answerOf(draftsApi.keep, '')).toBeUndefined();
  expect(() => answerOf(draftsApi.read, { fields: 'none' })).toThrow(UnknownAnswerError);
});

test('[T3] what stands in an address cannot lead out of its place', () => {
  expect(addressOf(immtrac2Api.client, { id: '../entry?step=none#' })).toBe('/api/clients/..%2Fentry%3Fstep%3Dnone%23');
});

test('[S7] the identity server’s description has every endpoint that is declared, with its access and problems, and no other', async () => {
  const folder = new URL('../../../shared/identity/api/', import.meta.url);
  const declared: Endpoint[] = [];
  for (const file of readdirSync(folder)) {
    const exported = Object.entries((await import(new URL(file, folder).href)) as Record<string, unknown>);
    for (const [name, api] of exported) if (name.endsWith('Api')) declared.push(...Object.values(api as object));
  }
  expect(declared.length).toBeGreaterThan(30);
  const { portal } = await startTraining();
  const description = (await (await new Visitor(portal).send('GET', '/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, { description: string; responses: Record<string, { description: string }> }>>;
  };
  const described = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  );
  const named = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
  expect(described.map(named).toSorted()).toEqual(declared.map(named).toSorted());
  for (const endpoint of declared) {
    const { description: says, responses } = described.find((each) => named(each) === named(endpoint))!;
    expect(says).toBe(`Access: ${endpoint.access}`);
    for (const type of problemsOf(endpoint)) {
      expect(responses[problems[type].status]?.description, `${endpoint.path}: ${type}`).toContain(type);
    }
  }
});
