import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact } from '../../../main/diagnostics/redact.ts';

const tokens = fc.stringMatching(/^[A-Za-z0-9_-]{20,90}$/);
const digits = fc.stringMatching(/^\d{6,16}$/);
const words = fc.stringMatching(/^[a-z]{8,14}$/);

/** A secret, and the forms in which another program could write it. */
const seeded: Record<string, fc.Arbitrary<{ secret: string; line: string }>> = {
  token: fc.tuple(tokens, fc.constantFrom('', ' ', ':', '(', '/', '"', '\u001b[31m')).map(([secret, before]) => ({
    secret,
    line: `failed ${before}${secret} at once`,
  })),
  'signed token': tokens.map((secret) => ({ secret, line: `saw eyJhbGciOiJub25lIn0.e30.${secret}.` })),
  bearer: words.map((secret) => ({ secret, line: `header Authorization: Bearer ${secret} was refused` })),
  cookie: words.map((secret) => ({ secret, line: `Cookie: theme=dark; portal_session=${secret}; x=1` })),
  query: words.map((secret) => ({ secret, line: `GET /callback?code=${secret}&state=x answered 500` })),
  'query of a search': words.map((secret) => ({ secret, line: `GET /clients?lastName=${secret} answered 500` })),
  'query in an address': words.map((secret) => ({
    secret,
    line: `https://portal.example/sign-in?next=${secret} failed`,
  })),
  'path of an address': words.map((secret) => ({
    secret,
    line: `https://registry.example/clients/${secret}/edit failed`,
  })),
  userinfo: words.map((secret) => ({ secret, line: `cannot reach https://maria:${secret}@registry.example/` })),
  'e-mail': words.map((secret) => ({ secret, line: `no mail to <${secret}@clinic.example> today` })),
  'escaped e-mail': words.map((secret) => ({ secret, line: `no mail to ${secret}%40clinic.example today` })),
  digits: digits.map((secret) => ({ secret, line: `client ${secret} is not there` })),
  'grouped digits': fc
    .constantFrom('123-45-6789', '(512) 555-0100', '1987-03-12', '03/12/1987', '12.3.1987')
    .map((secret) => ({ secret, line: `born or called ${secret}.` })),
  password: words.map((secret) => ({ secret, line: `password=two words ${secret}` })),
  quoted: words.map((secret) => ({ secret, line: `Unexpected token 'M', "Maria ${secret} Garcia" is not valid JSON` })),
  'quoted file': words.map((secret) => ({ secret, line: `ENOENT: no such file, open '/home/${secret}/a.json'` })),
};

for (const [name, lines] of Object.entries(seeded)) {
  test(`[K10] a seeded secret does not come through a line of another program: ${name}`, () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('', 'warn: ', '\t'), ({ secret, line }, before) => {
        expect(redact(`${before}${line}`)).not.toContain(secret);
      }),
    );
  });
}

test('[K10] a redacted line stays as it is when it is redacted again, whatever it was', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    ...Object.values(seeded).map((each) => each.map(({ line }) => line)),
  );
  fc.assert(
    fc.property(anything, (line) => {
      expect(redact(redact(line))).toBe(redact(line));
    }),
    { numRuns: 2000 },
  );
});

test('[K10] a redacted line is one line, however long and wherever it was cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), (line) => {
      const redacted = redact(line);
      expect(redacted).not.toMatch(/[\r\n\u2028\u2029]/);
      expect(redacted.length).toBeLessThanOrEqual(500);
    }),
  );
});

test('[K10] what support needs is still there', () => {
  const line = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory';
  expect(redact(line)).toBe(line);
  expect(redact('listen EADDRINUSE on port 4180')).toBe('listen EADDRINUSE on port 4180');
  expect(redact('https://registry.example:8443/clients?id=4711 answered 502')).toBe(
    'https://registry.example:8443 answered 502',
  );
});

test('[K10] a line that would take long to look through is not kept', () => {
  expect(redact('a'.repeat(4001))).toBe('[too long]');
});
