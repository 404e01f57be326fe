import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Endpoint, problemsOf } from '../../../shared/contract/endpoint.ts';
import { problems } from '../../../shared/contract/problems.ts';
import { startTraining } from '../../support/deployment.ts';
import { Visitor } from '../../support/visitor.ts';

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
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    })),
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
