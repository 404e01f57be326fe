import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { problems, problemTypeOf } from '../../../shared/contract/problems.ts';
import { startTraining } from '../../support/deployment.ts';
import { inputs } from '../../support/thoroughness.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

/** As much of JSON Schema as the API's description uses. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly maxLength?: number;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly body: Schema | undefined;
}

const garbage = fc.jsonValue({ maxDepth: 2 });
/** Words that mean something to some layer: languages, stores, markup, file systems, people. */
const telling = fc.constantFrom(
  ...[
    '__proto__',
    'constructor',
    '\u0000',
    '../../etc/passwd',
    "' OR 1=1 --",
    '<script>',
    '%00',
    '\r\nSet-Cookie: x=1',
  ],
  ...['maria.garcia', '00001234567', '💉'.repeat(80), 'x'.repeat(5000), '${7*7}', '=cmd()', '-1', '1e999'],
);

function arbitraryOf(schema: Schema | undefined): fc.Arbitrary<unknown> {
  if (schema === undefined) return garbage;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(arbitraryOf));
  switch (schema.type ?? 'anything') {
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, mostly(one)])),
        {
          requiredKeys: [],
        },
      );
    case 'array':
      return fc.array(mostly(schema.items), { maxLength: 4 });
    case 'string':
      return fc.oneof(telling, fc.string({ maxLength: Math.min(schema.maxLength ?? 40, 300) }));
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer(), fc.double());
    case 'boolean':
      return fc.boolean();
    default:
      return garbage;
  }
}

/** What fits the schema most of the time, and anything at all now and then. */
function mostly(schema: Schema | undefined): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 8, arbitrary: arbitraryOf(schema) }, { weight: 1, arbitrary: garbage });
}

async function operationsOf(visitor: Visitor): Promise<Operation[]> {
  const description = (await (await visitor.send('GET', '/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>;
  };
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      body: requestBody?.content['application/json']?.schema,
    })),
  );
}

const callers = { nobody: undefined, user: 'john.smith', support: 'support.lee', administrator: 'it.admin' } as const;

test.each(Object.keys(callers) as (keyof typeof callers)[])(
  '[S7] no input of %s to any route of the API gives a fault, a stack trace, or another person’s data',
  async (caller) => {
    const settings = { signIn: { attemptsPerAddressPerMinute: 1_000_000 } };
    const { portal } = await startTraining({ settings });
    const username = callers[caller];
    let visitor = username ? await signedInVisitor(portal, username) : new Visitor(portal);
    const operations = await operationsOf(visitor);
    expect(operations.length).toBeGreaterThanOrEqual(10);

    for (const { method, path, body } of operations) {
      await fc.assert(
        fc.asyncProperty(
          fc.oneof({ weight: 6, arbitrary: arbitraryOf(body) }, { weight: 1, arbitrary: garbage }),
          async (input) => {
            const address = path.replaceAll(/\{\w+\}/g, () => 'x');
            const response = await visitor.send(method, address, method === 'GET' ? undefined : input);
            const text = await response.text();
            const what = `${method} ${path} ${JSON.stringify(input)} → ${response.status} ${text.slice(0, 300)}`;
            expect(response.status, what).toBeLessThan(500);
            expect(text, what).not.toMatch(/\n\s+at |node_modules|\.ts:\d/);
            if (response.status >= 400) {
              expect(response.headers.get('content-type'), what).toContain('application/problem+json');
              expect(problemTypeOf(JSON.parse(text)), what).not.toBe('internal');
              expect(
                Object.values(problems).map(({ status }) => status),
                what,
              ).toContain(response.status);
            }
            if (caller === 'nobody' || caller === 'user') expect(text, what).not.toContain('maria.garcia@');
            // Signing out is one of the routes.
            if (username && response.status === 401) visitor = await signedInVisitor(portal, username);
          },
        ),
        { numRuns: inputs },
      );
    }
  },
);
