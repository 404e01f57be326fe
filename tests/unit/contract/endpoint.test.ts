import { Type } from 'typebox';
import { expect, test } from 'vitest';
import {
  addressOf,
  answerOf,
  type Endpoint,
  problemsOf,
  UnknownAnswerError,
} from '../../../shared/contract/endpoint.ts';
import { immtrac2Api } from '../../../shared/applications/immtrac2/api.ts';
import { draftsApi } from '../../../shared/applications/api/drafts.ts';
import { workstationsApi } from '../../../shared/identity/api/workstations.ts';

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

test('[T3] an address needs none of the parameters that are missing, and leaves what is none of its own', () => {
  const path = '/api/sites/:site/lots/:lot' as const;
  const lots = { method: 'GET', path, access: 'anyone' } as const satisfies Endpoint;
  expect(addressOf(lots, { site: '00 42', lot: 'A/1', more: 'x' })).toBe('/api/sites/00%2042/lots/A%2F1');
  expect(addressOf(lots, { site: '0042' })).toBe('/api/sites/0042/lots/');
  expect(addressOf(lots)).toBe('/api/sites//lots/');
});

test('[K7] an answer that may be nothing is undefined for nothing of any kind, and one that may not is refused', () => {
  for (const nothing of [undefined, null, '']) {
    expect(answerOf(draftsApi.read, nothing)).toBeUndefined();
    expect(() => answerOf(workstationsApi.current, nothing)).toThrow(
      '/api/workstations/this is not what it is declared',
    );
  }
  expect(new UnknownAnswerError('/api/x').name).toBe('UnknownAnswerError');
});

test('[S7] what an endpoint may answer with follows from who may call it and what it takes', () => {
  const plain = { method: 'POST', path: '/api/plain', access: 'anyone' } as const satisfies Endpoint;
  const taken = Type.Object({});
  expect([...problemsOf(plain)]).toEqual([]);
  expect([...problemsOf({ ...plain, problems: ['busy'] })]).toEqual(['busy']);
  expect([...problemsOf({ ...plain, request: taken })]).toEqual(['request-invalid']);
  expect([...problemsOf({ ...plain, params: taken })]).toEqual(['request-invalid']);
  expect([...problemsOf({ ...plain, access: 'administrators' })]).toEqual(['sign-in-required', 'not-permitted']);
  expect([...problemsOf({ ...plain, secondPerson: 'for administrators' })]).toEqual(['second-person-needed']);
});
